-- Holds ids only: what a message says and whom it reaches is composed when it leaves, so that erasure and opting out still take effect.
create table outbox (
  id            uuid                     not null,
  dedup_key     varchar(200)             not null,
  kind          varchar(40)              not null,
  channel       varchar(20)              not null,
  case_no       varchar(100)             not null,
  reference     uuid,
  role          varchar(60),
  state         varchar(10)              not null,
  attempts      integer                  default 0 not null,
  -- database clock: when somebody may take it (again); empty when settled
  next_at       timestamp with time zone default current_timestamp,
  -- database clock: until when the claim holds
  lease_until   timestamp with time zone,
  claim         uuid,
  -- database clock: since when it could not be sent
  failing_since timestamp with time zone,
  last_error    varchar(80),
  -- business clock
  queued_at     timestamp with time zone not null,
  -- business clock: the mail server has accepted it, even if nobody could be told yet
  accepted_at   timestamp with time zone,
  -- business clock
  settled_at    timestamp with time zone,
  constraint outbox_pk primary key (id),
  constraint outbox_once_per_dedup_key unique (dedup_key),
  constraint outbox_known_state check (state in ('NEW', 'SENDING', 'SENT', 'FAILED', 'CANCELLED')),
  constraint outbox_settled_has_no_next check ((state in ('NEW', 'SENDING')) = (next_at is not null))
);

create index outbox_by_turn on outbox (state, next_at);
create index outbox_by_case on outbox (case_no, queued_at);
