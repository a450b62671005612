-- what is left of an erased customer carries a made-up number; nothing leads from there back to the old one
alter table customer add column erased_at timestamp with time zone;
alter table case_file add column erased_at timestamp with time zone;
alter table invitation add column erased boolean default false not null;

-- whose each round is: a case may go on under another customer number
create table case_round (
  case_no     varchar(100) not null,
  round       integer      not null,
  customer_no varchar(100) not null,
  constraint case_round_pk primary key (case_no, round),
  constraint case_round_belongs_to_a_case foreign key (case_no) references case_file (case_no)
);

create index case_round_by_customer on case_round (customer_no);

insert into case_round (case_no, round, customer_no)
select i.case_no, i.round, min(i.customer_no)
from invitation i join case_file f on f.case_no = i.case_no
group by i.case_no, i.round;

insert into case_round (case_no, round, customer_no)
select f.case_no, f.round, f.customer_no from case_file f
where not exists (select 1 from case_round r where r.case_no = f.case_no and r.round = f.round);

-- append-only: who handed out or erased the data of whom, and why; the customer is a keyed digest, so that only whoever asks with
-- his number finds the line
create table privacy_request (
  id           uuid                     not null,
  kind         varchar(16)              not null,
  customer_key varchar(80)              not null,
  reason       varchar(32),
  cases        integer                  not null,
  by_user      varchar(100)             not null,
  at           timestamp with time zone not null,
  constraint privacy_request_pk primary key (id),
  constraint privacy_request_kind_is_known check (kind in ('EXPORT', 'ERASURE')),
  constraint privacy_request_erases_for_a_reason check ((kind = 'ERASURE') = (reason is not null))
);

create index privacy_request_of_a_customer on privacy_request (customer_key, at);

create table privacy_secret (
  name   varchar(32)  not null,
  secret varchar(128) not null,
  constraint privacy_secret_pk primary key (name)
);
