-- every acquisition of the job executor asks for due jobs, timers first; without this index it reads all waiting cases
create index huisheng_job_by_due_date on ACT_RU_JOB (DUEDATE_);
create index huisheng_job_timers_first on ACT_RU_JOB (TYPE_ desc, DUEDATE_ asc);
