-- two answers of a round share the duty to verify them: each is tried, and given up, for itself
alter table verification add column given_up_at timestamp with time zone;

alter table verification_record drop constraint verification_record_one_after_the_other;
create table attempt_of_answer as
  select id, row_number() over (partition by duty_id, response_id order by attempt) as attempt from verification_record;
update verification_record set attempt = (select a.attempt from attempt_of_answer a where a.id = verification_record.id);
drop table attempt_of_answer;
alter table verification_record
  add constraint verification_record_one_after_the_other unique (duty_id, response_id, attempt);
