-- append-only, all of them: what was done about a major complaint, as the people who did it wrote it down

-- which of the obligatory roles joined the task force
create table major_member (
  duty_id uuid                     not null references duty (id),
  role    varchar(64)              not null,
  note    text                     not null,
  by_user varchar(64)              not null,
  at      timestamp with time zone not null,
  constraint major_member_joins_once primary key (duty_id, role)
);

-- every attempt to speak to the customer, and what was said
create table major_contact (
  id           uuid                     not null,
  duty_id      uuid                     not null references duty (id),
  purpose      varchar(16)              not null,
  outcome      varchar(16)              not null,
  channel      varchar(16)              not null,
  contacted_at timestamp with time zone not null,
  said         text                     not null,
  promised     text                     not null,
  by_user      varchar(64)              not null,
  at           timestamp with time zone not null,
  constraint major_contact_pk primary key (id),
  constraint major_contact_purpose_is_known check (purpose in ('FIRST_CONTACT', 'CONFIRMATION')),
  constraint major_contact_outcome_is_known check (outcome in ('REACHED', 'CONFIRMED', 'REJECTED', 'NOT_REACHED'))
);

create index major_contact_of_a_duty on major_contact (duty_id, at);

-- what was agreed with the customer; who does it until when
create table major_solution (
  id          uuid                     not null,
  duty_id     uuid                     not null references duty (id),
  text        text                     not null,
  responsible varchar(200)             not null,
  finish_by   date                     not null,
  by_user     varchar(64)              not null,
  at          timestamp with time zone not null,
  constraint major_solution_pk primary key (id)
);

create index major_solution_of_a_duty on major_solution (duty_id, at);

-- what the customer was written about the progress, and the person he can turn to
create table major_progress (
  id        uuid                     not null,
  duty_id   uuid                     not null references duty (id),
  text      text                     not null,
  signed_by varchar(100)             not null,
  by_user   varchar(64)              not null,
  at        timestamp with time zone not null,
  constraint major_progress_pk primary key (id)
);

create index major_progress_of_a_duty on major_progress (duty_id, at);

-- whether the house goes on or closes, where the customer cannot be reached
create table major_decision (
  id       uuid                     not null,
  duty_id  uuid                     not null references duty (id),
  decision varchar(16)              not null,
  reason   text                     not null,
  by_user  varchar(64)              not null,
  at       timestamp with time zone not null,
  constraint major_decision_pk primary key (id),
  constraint major_decision_is_known check (decision in ('CLOSE', 'GO_ON'))
);

create index major_decision_of_a_duty on major_decision (duty_id, at);
