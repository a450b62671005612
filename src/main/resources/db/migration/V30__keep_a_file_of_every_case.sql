create table case_file (
  case_no         varchar(100) not null,
  customer_no     varchar(100) not null,
  scenario        varchar(20)  not null,
  completed_by    varchar(20)  not null,
  completed_at    timestamp with time zone not null,
  product_type    varchar(200),
  product_model   varchar(200),
  service_types   text,
  service_channel varchar(100),
  staff_no        varchar(100),
  department      varchar(100),
  created_at      timestamp with time zone,
  responded_at    timestamp with time zone,
  resolved_at     timestamp with time zone,
  resolution      text,
  escalated       boolean,
  stage           varchar(20)  not null,
  outcome         varchar(30),
  round           integer      not null,
  opened_at       timestamp with time zone not null,
  closed_at       timestamp with time zone,
  constraint case_file_pk primary key (case_no),
  constraint case_file_counts_its_rounds check (round >= 1),
  constraint case_file_is_closed_with_an_outcome check (
    (stage = 'CLOSED' and outcome is not null and closed_at is not null)
    or (stage in ('WAITING', 'INVITED', 'ANSWERED') and outcome is null and closed_at is null))
);

create index case_file_newest_first on case_file (opened_at desc, case_no);
create index case_file_by_customer on case_file (customer_no);
create index case_file_by_stage on case_file (stage);

-- append-only: no statement of the application updates or deletes a line
create table timeline_entry (
  id          bigint generated always as identity,
  case_no     varchar(100) not null,
  happened_at timestamp with time zone not null,
  kind        varchar(40)  not null,
  text        text         not null,
  written_by  varchar(100) not null,
  constraint timeline_entry_pk primary key (id),
  constraint timeline_entry_belongs_to_a_case foreign key (case_no) references case_file (case_no)
);

create index timeline_entry_of_a_case on timeline_entry (case_no, id);
