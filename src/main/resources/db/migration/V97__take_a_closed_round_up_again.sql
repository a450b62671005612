-- a round that is taken up again, for a late answer or a reply that could not be delivered, has several instances
alter table loop_instance drop constraint loop_instance_once_per_round;
alter table loop_instance add column position integer default 0 not null;
alter table loop_instance add constraint loop_instance_of_a_round primary key (case_no, round, position);

-- what ends a round is told to each of its instances, what opens something in it to one of them
alter table process_signal add column to_all boolean default false not null;
