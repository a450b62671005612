-- an invitation that never left gives back what it reserved: the invitation before it counts again
alter table quiet_period add column previous_at timestamp with time zone;
