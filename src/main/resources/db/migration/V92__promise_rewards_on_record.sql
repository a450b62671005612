-- append-only: what was promised for an answer, once each; whoever gives it out reads it from here
create table reward (
  response_id   uuid                     not null,
  case_no       varchar(64)              not null,
  round         integer                  not null,
  promised_zh   varchar(200)             not null,
  promised_en   varchar(200)             not null,
  registered_at timestamp with time zone not null,
  constraint reward_once_per_answer primary key (response_id)
);

create index reward_by_case on reward (case_no, round);
