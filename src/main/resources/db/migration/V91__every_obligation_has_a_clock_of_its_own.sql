-- A duty may come back within a round, but never twice at a time.
alter table duty add column occurrence integer default 1 not null;
-- who handles it, where a table decides that
alter table duty add column department varchar(64);
alter table duty drop constraint duty_once_per_round;
alter table duty add constraint duty_once_at_a_time unique (case_no, round, type, occurrence);

-- One obligation that somebody has to meet, as the standard was when it began: a later standard changes nothing here.
create table duty_clock (
  id               uuid                     not null,
  duty_id          uuid                     not null references duty (id),
  obligation       varchar(64)              not null,
  subject          varchar(64)              not null,
  occurrence       integer                  not null,
  title            varchar(128)             not null,
  standard_version integer                  not null,
  promise          varchar(400)             not null,
  promise_en       varchar(400)             not null,
  begun_at         timestamp with time zone not null,
  due_at           timestamp with time zone not null,
  state            varchar(8)               not null,
  ended_at         timestamp with time zone,
  ended_by         varchar(64),
  constraint duty_clock_pk primary key (id),
  constraint duty_clock_once unique (duty_id, obligation, subject, occurrence),
  constraint duty_clock_state_is_known check (state in ('OPEN', 'MET', 'VOID'))
);

-- What is due to be done about a clock that still runs, and when it was done: each level once.
create table duty_level (
  clock_id uuid                     not null references duty_clock (id),
  level    integer                  not null,
  kind     varchar(16)              not null,
  role     varchar(64)              not null,
  due_at   timestamp with time zone not null,
  taken_at timestamp with time zone,
  constraint duty_level_pk primary key (clock_id, level),
  constraint duty_level_is_known check (kind in ('WARNED', 'BREACHED', 'ESCALATED'))
);

insert into duty_clock (id, duty_id, obligation, subject, occurrence, title, standard_version, promise, promise_en, begun_at, due_at, state, ended_at, ended_by)
select id, id, 'before-clocks', '', 1, type, 0, '', '', opened_at, due_at,
       case state when 'OPEN' then 'OPEN' when 'CLOSED' then 'MET' else 'VOID' end, closed_at, closed_by
from duty where due_at is not null;

insert into duty_level (clock_id, level, kind, role, due_at, taken_at)
select s.duty_id, row_number() over (partition by s.duty_id order by s.at, s.kind, s.role), s.kind, s.role, s.at, s.at
from duty_step s join duty_clock c on c.id = s.duty_id;

drop table duty_step;
