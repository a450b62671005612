-- append-only: what came of each call to a customer, as the caller wrote it down; never changed, whatever becomes of the answer
create table interview_attempt (
  id                  uuid                     not null,
  duty_id             uuid                     not null references duty (id),
  attempt             integer                  not null,
  outcome             varchar(16)              not null,
  entered_at          timestamp with time zone not null,
  entered_by          varchar(64)              not null,
  call_ended_at       timestamp with time zone,
  entered_late        boolean                  not null,
  call_again_at       timestamp with time zone,
  overall             integer,
  dimensions          varchar(400)             not null,
  problem_class       varchar(32),
  customer_comment    text                     not null,
  customer_suggestion text                     not null,
  recording           varchar(200)             not null,
  promises_call_back  boolean                  not null,
  note                text                     not null,
  response_id         uuid,
  constraint interview_attempt_pk primary key (id),
  constraint interview_attempt_one_after_the_other unique (duty_id, attempt),
  constraint interview_attempt_outcome_is_known check (outcome in ('REACHED', 'BUSY', 'UNANSWERED', 'REFUSED')),
  constraint interview_attempt_overall_of_ten check (overall between 1 and 10)
);

create index interview_attempt_entered_late on interview_attempt (entered_late);

-- append-only: who typed in an answer that a customer gave on paper or on the phone
create table response_entry (
  response_id uuid                     not null,
  entered_by  varchar(64)              not null,
  entered_at  timestamp with time zone not null,
  constraint response_entry_pk primary key (response_id),
  constraint response_entry_of_an_answer foreign key (response_id) references response (id)
);
