create table invitation (
  id            uuid                     not null,
  case_no       varchar(100)             not null,
  round         integer                  not null,
  customer_no   varchar(100)             not null,
  state         varchar(10)              not null,
  channel       varchar(16)              not null,
  questionnaire varchar(100),
  plan_rule     text                     not null,
  quiet_days    integer                  not null,
  planned_at    timestamp with time zone not null,
  due_at        timestamp with time zone,
  released_at   timestamp with time zone,
  reminder_at   timestamp with time zone,
  expires_at    timestamp with time zone,
  sent_at       timestamp with time zone,
  reminded_at   timestamp with time zone,
  answered_at   timestamp with time zone,
  late_answer   boolean                  not null,
  ended_at      timestamp with time zone,
  reason        varchar(40),
  constraint invitation_pk primary key (id),
  constraint invitation_once_per_round unique (case_no, round),
  constraint invitation_state_known check (state in
    ('PLANNED', 'NOT_SENT', 'SENDING', 'SENT', 'REMINDED', 'ANSWERED', 'EXPIRED', 'CANCELLED')),
  constraint invitation_not_sent_for_a_reason check (state <> 'NOT_SENT' or reason is not null)
);

create index invitation_ended on invitation (ended_at);

create table invitation_token (
  token_hash    varchar(64)              not null,
  invitation_id uuid                     not null,
  purpose       varchar(16)              not null,
  issued_at     timestamp with time zone not null,
  constraint invitation_token_pk primary key (token_hash),
  constraint invitation_token_of_invitation foreign key (invitation_id) references invitation (id)
);

create index invitation_token_by_invitation on invitation_token (invitation_id);
