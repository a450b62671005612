create table survey_secret (
  name   varchar(32)  not null,
  secret varchar(128) not null,
  constraint survey_secret_pk primary key (name)
);

-- append-only: no statement of the application changes an answer
create table response (
  id                    uuid                     not null,
  invitation_id         uuid,
  case_no               varchar(100),
  round                 integer,
  received_at           timestamp with time zone not null,
  channel               varchar(16)              not null,
  late                  boolean                  not null,
  anonymous             boolean                  not null,
  questionnaire         varchar(100)             not null,
  questionnaire_version integer                  not null,
  language              varchar(8)               not null,
  notice_version        varchar(32)              not null,
  answers               text                     not null,
  wants_contact         boolean                  not null,
  seconds_taken         integer,
  questions_shown       integer                  not null,
  full_form             boolean                  not null,
  constraint response_pk primary key (id),
  constraint response_once_per_invitation unique (invitation_id),
  constraint response_anonymous_leads_nowhere check
    (not anonymous or (invitation_id is null and case_no is null and round is null and not wants_contact)),
  constraint response_named_has_a_case check (anonymous or case_no is not null)
);

create index response_of_a_case on response (case_no, received_at);
create index response_by_moment on response (received_at);

-- personal data, apart from the answer so that it can be erased without it
create table response_contact (
  response_id uuid not null,
  contact     text not null,
  constraint response_contact_pk primary key (response_id),
  constraint response_contact_of_an_answer foreign key (response_id) references response (id)
);
