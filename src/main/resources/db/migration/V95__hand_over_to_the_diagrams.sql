-- which process instance runs a round of a case; correlation by its id costs one primary key look-up
create table loop_instance (
  case_no             varchar(64) not null,
  round               integer     not null,
  process_instance_id varchar(64) not null,
  constraint loop_instance_once_per_round primary key (case_no, round)
);

-- what a diagram is still to be told; written in the transaction in which it happened, told after its commit
create table process_signal (
  id          uuid         not null,
  dedup_key   varchar(160) not null,
  case_no     varchar(64)  not null,
  round       integer      not null,
  message     varchar(80)  not null,
  response_id uuid,
  state       varchar(16)  not null,
  attempts    integer      not null,
  next_at     timestamp with time zone not null,
  sent_at     timestamp with time zone not null,
  constraint process_signal_pk primary key (id),
  constraint process_signal_told_once unique (dedup_key)
);

create index process_signal_waiting on process_signal (state, next_at);
