-- an invitation asks about the service (LOOP), or follows up a duty: a special survey or the survey about a recovery; the occasion is that duty
alter table invitation add column purpose varchar(16) default 'LOOP' not null;
alter table invitation add column occasion varchar(36) default '' not null;
alter table invitation add column due_by timestamp with time zone;
alter table invitation drop constraint invitation_once_per_round;
alter table invitation add constraint invitation_once_per_occasion unique (case_no, round, purpose, occasion);
alter table invitation add constraint invitation_purpose_known check (purpose in ('LOOP', 'SPECIAL', 'RECOVERY'));
alter table invitation add constraint invitation_follow_up_has_an_occasion check ((purpose = 'LOOP') = (occasion = ''));

create index invitation_of_a_duty on invitation (occasion);

-- what an answer answers; an answer to a follow-up is none to the survey of its round
alter table response add column purpose varchar(16) default 'LOOP' not null;

-- a signal may mean one instance instead of those that run the round
alter table process_signal add column process_instance_id varchar(64);
