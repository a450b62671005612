-- Replies of earlier versions named nobody.
alter table customer_reply add column signed_by varchar(100);
