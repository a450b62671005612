-- One row per set-up at start; nodes that start at the same time wait for each other at it.
create table set_up_step (
  name varchar(40) not null,
  constraint set_up_step_pk primary key (name)
);
