create role ${role} login password 'created';
