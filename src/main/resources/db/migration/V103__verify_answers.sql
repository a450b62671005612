-- an answer is never changed: what a customer corrects or adds later is an answer of its own that points to the first one
alter table response add column corrects uuid;
alter table response add constraint response_corrects_an_answer foreign key (corrects) references response (id);
create index response_corrections on response (corrects);

-- append-only: why an answer is verified, or was not drawn, by which version of verification-policy.dmn; anybody can draw again
create table doubt (
  response_id      uuid                     not null,
  reason           varchar(32)              not null,
  claim            varchar(32),
  said_score       integer,
  recorded_minutes integer,
  share            integer                  not null,
  draw             integer                  not null,
  drawn            boolean                  not null,
  role             varchar(64)              not null,
  rule_id          varchar(64)              not null,
  policy_version   integer                  not null,
  raised_at        timestamp with time zone not null,
  constraint doubt_once_per_answer primary key (response_id),
  constraint doubt_share_is_a_percentage check (share between 1 and 100),
  constraint doubt_draw_is_of_hundred check (draw between 0 and 99)
);

-- append-only: each attempt to verify an answer and what came of it
create table verification_record (
  id                  uuid                     not null,
  duty_id             uuid                     not null references duty (id),
  response_id         uuid                     not null,
  attempt             integer                  not null,
  outcome             varchar(16)              not null,
  at                  timestamp with time zone not null,
  by_user             varchar(64)              not null,
  scores              varchar(400)             not null,
  customer_comment    text                     not null,
  customer_suggestion text                     not null,
  meaning             text                     not null,
  right_value         varchar(16),
  validity            varchar(16),
  explanation         text                     not null,
  note                text                     not null,
  correction_id       uuid,
  constraint verification_record_pk primary key (id),
  constraint verification_record_one_after_the_other unique (duty_id, attempt),
  constraint verification_record_outcome_is_known check (outcome in ('CONFIRMED', 'CORRECTED', 'CHECKED', 'NOT_REACHED')),
  constraint verification_record_right_is_known check (right_value in ('CUSTOMER', 'RECORD', 'BOTH')),
  constraint verification_record_validity_is_known check (validity in ('VALID', 'INVALID'))
);

create index verification_record_of_an_answer on verification_record (response_id);
