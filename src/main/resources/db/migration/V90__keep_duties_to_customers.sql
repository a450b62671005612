create table duty (
  id          uuid                     not null,
  case_no     varchar(64)              not null,
  round       integer                  not null,
  type        varchar(32)              not null,
  state       varchar(16)              not null,
  opened_at   timestamp with time zone not null,
  due_at      timestamp with time zone,
  breached_at timestamp with time zone,
  closed_at   timestamp with time zone,
  closed_by   varchar(64),
  outcome     varchar(64),
  constraint duty_pk primary key (id),
  constraint duty_once_per_round unique (case_no, round, type),
  constraint duty_state_is_known check (state in ('OPEN', 'CLOSED', 'CANCELLED'))
);

create index duty_open_by_due on duty (state, due_at);

-- append-only: what was done about the limit of a duty, each thing once for each role
create table duty_step (
  duty_id uuid                     not null references duty (id),
  kind    varchar(16)              not null,
  role    varchar(64)              not null,
  at      timestamp with time zone not null,
  constraint duty_step_fires_once primary key (duty_id, kind, role),
  constraint duty_step_is_known check (kind in ('WARNED', 'BREACHED', 'ESCALATED'))
);

-- append-only: what staff wrote for the customer, and what they wrote down about their work
create table customer_reply (
  duty_id uuid                     not null references duty (id),
  text    text                     not null,
  by_user varchar(64)              not null,
  at      timestamp with time zone not null,
  constraint customer_reply_once primary key (duty_id)
);

create table duty_result (
  duty_id uuid                     not null references duty (id),
  text    text                     not null,
  by_user varchar(64)              not null,
  at      timestamp with time zone not null,
  constraint duty_result_once primary key (duty_id)
);
