-- what came in, for reconciliation with the sender's own list; append-only, and without anything that tells who the customer is
create table service_event (
  event_id     varchar(256) not null,
  content_hash varchar(64)  not null,
  event_type   varchar(20)  not null,
  case_no      varchar(100) not null,
  occurred_at  timestamp with time zone not null,
  received_at  timestamp with time zone not null,
  receipt      text,
  constraint service_event_is_taken_once primary key (event_id)
);

create index service_event_of_a_case on service_event (case_no);
create index service_event_by_arrival on service_event (received_at);
