-- append-only: everything that was decided and recorded about the recovery of a service, in its order
create table recovery_record (
  duty_id          uuid                     not null references duty (id),
  step_no          integer                  not null,
  kind             varchar(16)              not null,
  -- the role it is about: who is responsible, accepts, disputes, was ruled upon, worked
  department       varchar(64)              not null,
  -- whose work it is in the opinion of the department that disputes
  claimed          varchar(64),
  -- the row of responsible-department.dmn
  decided_by       varchar(64),
  said             text,
  cause            varchar(32),
  cost             integer,
  verdict          varchar(16),
  satisfaction     integer,
  by_user          varchar(64)              not null,
  at               timestamp with time zone not null,
  constraint recovery_record_in_order primary key (duty_id, step_no),
  constraint recovery_record_kind_is_known check (kind in ('ASSIGNED', 'ACCEPTED', 'DISPUTED', 'RULED', 'WORKED', 'CALLED')),
  constraint recovery_record_assigned_by_a_row check (kind <> 'ASSIGNED' or decided_by is not null),
  constraint recovery_record_dispute_claims check (kind <> 'DISPUTED' or (claimed is not null and said is not null)),
  constraint recovery_record_ruling_has_reasons check (kind <> 'RULED' or said is not null),
  constraint recovery_record_work_has_a_cause check (kind <> 'WORKED' or (cause is not null and said is not null)),
  constraint recovery_record_call_has_a_verdict check (kind <> 'CALLED' or verdict in ('ACCEPTED', 'NOT_ACCEPTED', 'NOT_REACHED')),
  constraint recovery_record_cost_is_no_debt check (cost >= 0),
  constraint recovery_record_satisfaction_is_one_to_five check (satisfaction between 1 and 5)
);

create index duty_ended on duty (type, closed_at);
