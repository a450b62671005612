-- A message tries one channel after another: the one it is at, and those that are left in their order.
alter table outbox add column next_channels varchar(60) default '' not null;
-- business clock: it disturbs nobody before this moment
alter table outbox add column not_before timestamp with time zone;

drop index outbox_by_turn;
create index outbox_by_turn on outbox (channel, state, next_at);

-- Each channel that failed for good, in the order in which they were tried.
create table outbox_try (
  outbox_id uuid                     not null,
  number    integer                  not null,
  channel   varchar(20)              not null,
  attempts  integer                  not null,
  reason    varchar(80)              not null,
  -- business clock
  ended_at  timestamp with time zone not null,
  constraint outbox_try_pk primary key (outbox_id, number),
  constraint outbox_try_of_a_message foreign key (outbox_id) references outbox (id) on delete cascade
);

-- As many tokens per gateway as messages may leave in a minute; each comes back a minute after it was taken, for all nodes together.
create table gateway_token (
  gateway  varchar(80)              not null,
  number   integer                  not null,
  -- database clock
  taken_at timestamp with time zone not null,
  constraint gateway_token_pk primary key (gateway, number)
);

-- The mailbox of the demo also shows what went through its gateways.
alter table demo_mail add column channel varchar(20) default 'EMAIL' not null;
