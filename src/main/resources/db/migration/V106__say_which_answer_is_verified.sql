-- a round can have several answers, because its customer is asked once more about a duty: each verification is about one of them
create table verification (
  response_id uuid                     not null,
  duty_id     uuid                     not null references duty (id),
  opened_at   timestamp with time zone not null,
  constraint verification_once_per_answer primary key (response_id)
);

create index verification_of_a_duty on verification (duty_id, opened_at);
