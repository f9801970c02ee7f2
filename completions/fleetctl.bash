# Completion of fleetctl in bash. Made from its commands by the build; do not edit.
# shellcheck shell=bash

# What can follow a path of commands: $fleetctl_words below it, $fleetctl_options and $fleetctl_places. Lines of a
# word or of names, a kind of value and a description, between tabs. Fails where there is no such path.
__fleetctl_model() {
  fleetctl_words='' fleetctl_options='' fleetctl_places=''
  case $1 in
    '')
      fleetctl_words='devices	List devices
status	Show what is wrong in the fleet, or how one device is
alerts	List what is wrong now, the gravest first
top	Watch the fleet on the whole screen, live
logs	Show what devices have written
events	Show everything that changes, as it happens
commands	List what was asked of devices
command	show, wait, cancel
restart	Restart a device'\''s services
update	Update a device'\''s application
reboot	Reboot a device
service	status, start, stop
bundle	Save a device'\''s logs, configuration and facts for whoever helps
lock	Have devices left alone: nothing that disturbs them begins
unlock	Let devices be disturbed again
agent	update, releases, upload, remove
config	get, set
wait	Wait until nothing is under way on devices
device	show, rename, set, approve, reject, rotate-key, replace, remove, unblock, reset-credential
window	set, clear, list
enroll	create, list, disable, enable, revoke
server	backup, rotate-signing-key, check
audit	Show who did what, from where, and what was refused
login	Log in to a server
logout	Log out of a server
whoami	Show whom the server takes us for
user	add, list, role, passwd, disable, enable
token	create, list, revoke
context	list, use, current, add, rename, remove
open	Show the dashboard in a browser, or its address
shell	Work in a shell that completes devices and commands
completion	Print the script that has a shell complete commands and devices
help	Explain a command or a topic
version	Show the version of fleetctl; asks no server'
      ;;
    'devices' | 'ls' | 'ps' | 'get devices' | 'device list' | 'device ls')
      fleetctl_options='-l,--selector	selectors	Devices with these labels: venue=oslo,role!=backup,tag in (a,b).
--field-selector	=status=offline,status=online,status=pending,version=,agent_version=,locked=true,on_air=true	Devices with these fields: status=offline,version=3f9a2c1.
--all	-	All devices.
--from-file	file	The devices that FILE names, one a line; - for standard input.
-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.
--no-headers	-	Leave out the line of titles.
--sort-by	any	Order by this field, as JSON has it: --sort-by name; --sort-by=-cpu_percent for the greatest first.
-w,--watch	-	Go on showing it as it changes, until Ctrl-C; on a pipe what has changed comes below.'
      fleetctl_places='devices...'
      ;;
    'status')
      fleetctl_options='-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.
-w,--watch	-	Go on showing it as it changes, until Ctrl-C; on a pipe what has changed comes below.'
      fleetctl_places='devices'
      ;;
    'alerts' | 'get alerts')
      fleetctl_options='-l,--selector	selectors	Devices with these labels: venue=oslo,role!=backup,tag in (a,b).
--field-selector	=status=offline,status=online,status=pending,version=,agent_version=,locked=true,on_air=true	Devices with these fields: status=offline,version=3f9a2c1.
--all	-	All devices.
--from-file	file	The devices that FILE names, one a line; - for standard input.
--critical	-	Only what cannot wait until tomorrow.
-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.
--no-headers	-	Leave out the line of titles.
--sort-by	any	Order by this field, as JSON has it: --sort-by name; --sort-by=-cpu_percent for the greatest first.
-w,--watch	-	Go on showing it as it changes, until Ctrl-C; on a pipe what has changed comes below.'
      fleetctl_places='devices...'
      ;;
    'top')
      fleetctl_options='--sort	=status,name,venue,cpu,memory,disk,temperature,last-seen	What comes first: status, name, venue, cpu, memory, disk, temperature, last-seen (default: status).
--filter	any	Only devices whose name, venue, tag or status holds it.'
      ;;
    'logs' | 'log')
      fleetctl_options='-l,--selector	selectors	Devices with these labels: venue=oslo,role!=backup,tag in (a,b).
--field-selector	=status=offline,status=online,status=pending,version=,agent_version=,locked=true,on_air=true	Devices with these fields: status=offline,version=3f9a2c1.
--all	-	All devices.
--from-file	file	The devices that FILE names, one a line; - for standard input.
-f,--follow	-	Go on with new lines as they come, until Ctrl-C.
-n,--lines	any	The newest N lines of all together (default: 100).
--since	any	Not older than this: 10m, 2h, 2026-11-23, 2026-11-23T19:00.
--until	any	Not newer than this.
--level	=DEBUG,INFO,WARN,ERROR	This or graver: debug, info, warn, error.
--grep	any	Only lines that hold this regular expression; (?i) before it takes either case.
--service	services	Only what this service wrote.
-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.'
      fleetctl_places='devices...'
      ;;
    'events' | 'get events')
      fleetctl_options='-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.'
      ;;
    'commands' | 'get commands' | 'command list' | 'command ls')
      fleetctl_options='-l,--selector	selectors	Devices with these labels: venue=oslo,role!=backup,tag in (a,b).
--field-selector	=status=offline,status=online,status=pending,version=,agent_version=,locked=true,on_air=true	Devices with these fields: status=offline,version=3f9a2c1.
--all	-	All devices.
--from-file	file	The devices that FILE names, one a line; - for standard input.
--active	-	Only those that are not at their end.
-n,--limit	any	The newest N (default: 50, at most 500).
-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.
--no-headers	-	Leave out the line of titles.
--sort-by	any	Order by this field, as JSON has it: --sort-by name; --sort-by=-cpu_percent for the greatest first.
-w,--watch	-	Go on showing it as it changes, until Ctrl-C; on a pipe what has changed comes below.'
      fleetctl_places='devices...'
      ;;
    'command show' | 'describe command' | 'get command')
      fleetctl_options='-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.'
      fleetctl_places='commands'
      ;;
    'restart' | 'rollout restart')
      fleetctl_options='-l,--selector	selectors	Devices with these labels: venue=oslo,role!=backup,tag in (a,b).
--field-selector	=status=offline,status=online,status=pending,version=,agent_version=,locked=true,on_air=true	Devices with these fields: status=offline,version=3f9a2c1.
--all	-	All devices.
--from-file	file	The devices that FILE names, one a line; - for standard input.
-y,--yes	-	Do not ask.
--dry-run	-	Only say which devices would be touched.
--service	services	Only this service (default: all of the application'\''s).
--wait	-	Wait for the end, which is what happens without --async, too.
--async	-	Do not wait: print the command'\''s id and end.
--timeout	any	Wait at most so long, such as 30s, 5m, 1h (default: 10m).
--parallel	any	Have at most N devices under way at once; offline ones come last, and each holds its place until it is done (default: all at once).
--log-dir	file	Write a file for each device there, and failed.txt with those that failed, for --from-file.
--expires	any	Do not begin it later than this, such as 30m, 8h, 7d (default: 24h).
--deadline	any	The device must be done with it in this time, not counting how long it waits (default: 2m, for an update 15m, for a reboot 5m).
--accept-risk	=on-air,window	Do not wait for it: '\''on-air'\'' (the device is recording), '\''window'\'' (it is outside its maintenance window). It is recorded who said so.
-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.'
      fleetctl_places='devices...'
      ;;
    'update')
      fleetctl_options='-l,--selector	selectors	Devices with these labels: venue=oslo,role!=backup,tag in (a,b).
--field-selector	=status=offline,status=online,status=pending,version=,agent_version=,locked=true,on_air=true	Devices with these fields: status=offline,version=3f9a2c1.
--all	-	All devices.
--from-file	file	The devices that FILE names, one a line; - for standard input.
--branch	branches	To the newest commit of this branch.
--tag	any	To this tag.
--commit	commits	To this commit.
--force	-	Also if the device is there already or the commit is blocked; local changes are saved as a patch.
--dry-run	-	Only say what would be done: from which commit to which.
--allow-downgrade	-	Also to a commit that the running version already contains.
--verify-timeout	any	How long the new version may take to prove itself (default: the device'\''s own, 2m).
--wait	-	Wait for the end, which is what happens without --async, too.
--async	-	Do not wait: print the command'\''s id and end.
--timeout	any	Wait at most so long, such as 30s, 5m, 1h (default: 10m).
--parallel	any	Have at most N devices under way at once; offline ones come last, and each holds its place until it is done (default: all at once).
--log-dir	file	Write a file for each device there, and failed.txt with those that failed, for --from-file.
--expires	any	Do not begin it later than this, such as 30m, 8h, 7d (default: 24h).
--deadline	any	The device must be done with it in this time, not counting how long it waits (default: 2m, for an update 15m, for a reboot 5m).
--accept-risk	=on-air,window	Do not wait for it: '\''on-air'\'' (the device is recording), '\''window'\'' (it is outside its maintenance window). It is recorded who said so.
-y,--yes	-	Do not ask.
-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.'
      fleetctl_places='devices...'
      ;;
    'reboot')
      fleetctl_options='-l,--selector	selectors	Devices with these labels: venue=oslo,role!=backup,tag in (a,b).
--field-selector	=status=offline,status=online,status=pending,version=,agent_version=,locked=true,on_air=true	Devices with these fields: status=offline,version=3f9a2c1.
--all	-	All devices.
--from-file	file	The devices that FILE names, one a line; - for standard input.
-y,--yes	-	Do not ask.
--dry-run	-	Only say which devices would be touched.
--wait	-	Wait for the end, which is what happens without --async, too.
--async	-	Do not wait: print the command'\''s id and end.
--timeout	any	Wait at most so long, such as 30s, 5m, 1h (default: 10m).
--parallel	any	Have at most N devices under way at once; offline ones come last, and each holds its place until it is done (default: all at once).
--log-dir	file	Write a file for each device there, and failed.txt with those that failed, for --from-file.
--expires	any	Do not begin it later than this, such as 30m, 8h, 7d (default: 24h).
--deadline	any	The device must be done with it in this time, not counting how long it waits (default: 2m, for an update 15m, for a reboot 5m).
--accept-risk	=on-air,window	Do not wait for it: '\''on-air'\'' (the device is recording), '\''window'\'' (it is outside its maintenance window). It is recorded who said so.
-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.'
      fleetctl_places='devices...'
      ;;
    'service status')
      fleetctl_options='-l,--selector	selectors	Devices with these labels: venue=oslo,role!=backup,tag in (a,b).
--field-selector	=status=offline,status=online,status=pending,version=,agent_version=,locked=true,on_air=true	Devices with these fields: status=offline,version=3f9a2c1.
--all	-	All devices.
--from-file	file	The devices that FILE names, one a line; - for standard input.
-y,--yes	-	Do not ask.
--dry-run	-	Only say which devices would be touched.
--wait	-	Wait for the end, which is what happens without --async, too.
--async	-	Do not wait: print the command'\''s id and end.
--timeout	any	Wait at most so long, such as 30s, 5m, 1h (default: 10m).
--parallel	any	Have at most N devices under way at once; offline ones come last, and each holds its place until it is done (default: all at once).
--log-dir	file	Write a file for each device there, and failed.txt with those that failed, for --from-file.
--expires	any	Do not begin it later than this, such as 30m, 8h, 7d (default: 24h).
--deadline	any	The device must be done with it in this time, not counting how long it waits (default: 2m, for an update 15m, for a reboot 5m).
--accept-risk	=on-air,window	Do not wait for it: '\''on-air'\'' (the device is recording), '\''window'\'' (it is outside its maintenance window). It is recorded who said so.
-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.'
      fleetctl_places='devices services'
      ;;
    'service start')
      fleetctl_options='-l,--selector	selectors	Devices with these labels: venue=oslo,role!=backup,tag in (a,b).
--field-selector	=status=offline,status=online,status=pending,version=,agent_version=,locked=true,on_air=true	Devices with these fields: status=offline,version=3f9a2c1.
--all	-	All devices.
--from-file	file	The devices that FILE names, one a line; - for standard input.
-y,--yes	-	Do not ask.
--dry-run	-	Only say which devices would be touched.
--wait	-	Wait for the end, which is what happens without --async, too.
--async	-	Do not wait: print the command'\''s id and end.
--timeout	any	Wait at most so long, such as 30s, 5m, 1h (default: 10m).
--parallel	any	Have at most N devices under way at once; offline ones come last, and each holds its place until it is done (default: all at once).
--log-dir	file	Write a file for each device there, and failed.txt with those that failed, for --from-file.
--expires	any	Do not begin it later than this, such as 30m, 8h, 7d (default: 24h).
--deadline	any	The device must be done with it in this time, not counting how long it waits (default: 2m, for an update 15m, for a reboot 5m).
--accept-risk	=on-air,window	Do not wait for it: '\''on-air'\'' (the device is recording), '\''window'\'' (it is outside its maintenance window). It is recorded who said so.
-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.'
      fleetctl_places='devices services'
      ;;
    'service stop')
      fleetctl_options='-l,--selector	selectors	Devices with these labels: venue=oslo,role!=backup,tag in (a,b).
--field-selector	=status=offline,status=online,status=pending,version=,agent_version=,locked=true,on_air=true	Devices with these fields: status=offline,version=3f9a2c1.
--all	-	All devices.
--from-file	file	The devices that FILE names, one a line; - for standard input.
-y,--yes	-	Do not ask.
--dry-run	-	Only say which devices would be touched.
--wait	-	Wait for the end, which is what happens without --async, too.
--async	-	Do not wait: print the command'\''s id and end.
--timeout	any	Wait at most so long, such as 30s, 5m, 1h (default: 10m).
--parallel	any	Have at most N devices under way at once; offline ones come last, and each holds its place until it is done (default: all at once).
--log-dir	file	Write a file for each device there, and failed.txt with those that failed, for --from-file.
--expires	any	Do not begin it later than this, such as 30m, 8h, 7d (default: 24h).
--deadline	any	The device must be done with it in this time, not counting how long it waits (default: 2m, for an update 15m, for a reboot 5m).
--accept-risk	=on-air,window	Do not wait for it: '\''on-air'\'' (the device is recording), '\''window'\'' (it is outside its maintenance window). It is recorded who said so.
-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.'
      fleetctl_places='devices services'
      ;;
    'bundle')
      fleetctl_options='--force	-	Replace FILE if it is there.
--command	commands	Fetch what this earlier command gathers, instead of gathering anew.
--deadline	any	The device must be done with it in this time (default: 15m).
--wait	-	Wait for the end, which is what happens without --async, too.
--async	-	Do not wait: print the command'\''s id and end.
--timeout	any	Wait at most so long, such as 30s, 5m, 1h (default: 10m).
-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.'
      fleetctl_places='devices file'
      ;;
    'lock' | 'cordon')
      fleetctl_options='-l,--selector	selectors	Devices with these labels: venue=oslo,role!=backup,tag in (a,b).
--field-selector	=status=offline,status=online,status=pending,version=,agent_version=,locked=true,on_air=true	Devices with these fields: status=offline,version=3f9a2c1.
--all	-	All devices.
--from-file	file	The devices that FILE names, one a line; - for standard input.
-y,--yes	-	Do not ask.
--dry-run	-	Only say which devices would be touched.
--reason	any	Why, for whoever finds it locked.
--for	any	How long, such as 2h or 3d (default: until it is unlocked).
-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.'
      fleetctl_places='devices...'
      ;;
    'unlock' | 'uncordon')
      fleetctl_options='-l,--selector	selectors	Devices with these labels: venue=oslo,role!=backup,tag in (a,b).
--field-selector	=status=offline,status=online,status=pending,version=,agent_version=,locked=true,on_air=true	Devices with these fields: status=offline,version=3f9a2c1.
--all	-	All devices.
--from-file	file	The devices that FILE names, one a line; - for standard input.
-y,--yes	-	Do not ask.
--dry-run	-	Only say which devices would be touched.
-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.'
      fleetctl_places='devices...'
      ;;
    'agent update')
      fleetctl_options='-l,--selector	selectors	Devices with these labels: venue=oslo,role!=backup,tag in (a,b).
--field-selector	=status=offline,status=online,status=pending,version=,agent_version=,locked=true,on_air=true	Devices with these fields: status=offline,version=3f9a2c1.
--all	-	All devices.
--from-file	file	The devices that FILE names, one a line; - for standard input.
-y,--yes	-	Do not ask.
--dry-run	-	Only say which devices would be touched.
--version	releases	A release that the server holds (default: the highest of them).
--wait	-	Wait for the end, which is what happens without --async, too.
--async	-	Do not wait: print the command'\''s id and end.
--timeout	any	Wait at most so long, such as 30s, 5m, 1h (default: 10m).
--parallel	any	Have at most N devices under way at once; offline ones come last, and each holds its place until it is done (default: all at once).
--log-dir	file	Write a file for each device there, and failed.txt with those that failed, for --from-file.
--expires	any	Do not begin it later than this, such as 30m, 8h, 7d (default: 24h).
--deadline	any	The device must be done with it in this time, not counting how long it waits (default: 2m, for an update 15m, for a reboot 5m).
--accept-risk	=on-air,window	Do not wait for it: '\''on-air'\'' (the device is recording), '\''window'\'' (it is outside its maintenance window). It is recorded who said so.
-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.'
      fleetctl_places='devices...'
      ;;
    'config get' | 'get config')
      fleetctl_options='-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.'
      fleetctl_places='devices'
      ;;
    'config set')
      fleetctl_options='-l,--selector	selectors	Devices with these labels: venue=oslo,role!=backup,tag in (a,b).
--field-selector	=status=offline,status=online,status=pending,version=,agent_version=,locked=true,on_air=true	Devices with these fields: status=offline,version=3f9a2c1.
--all	-	All devices.
--from-file	file	The devices that FILE names, one a line; - for standard input.
-y,--yes	-	Do not ask.
--dry-run	-	Only say which devices would be touched.
--timeout	any	Wait at most so long, such as 30s, 5m, 1h (default: 10m).
--async	-	Do not wait until the device has taken it.
-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.'
      fleetctl_places='devices =heartbeat_interval=,log_level=debug,log_level=info,log_level=warn,log_level=error,log_sources=all,log_sources=none,log_batch_seconds=...'
      ;;
    'wait')
      fleetctl_options='-l,--selector	selectors	Devices with these labels: venue=oslo,role!=backup,tag in (a,b).
--field-selector	=status=offline,status=online,status=pending,version=,agent_version=,locked=true,on_air=true	Devices with these fields: status=offline,version=3f9a2c1.
--all	-	All devices.
--from-file	file	The devices that FILE names, one a line; - for standard input.
--timeout	any	Wait at most so long, such as 30s, 5m, 1h (default: 10m).
-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.'
      fleetctl_places='devices...'
      ;;
    'command wait')
      fleetctl_options='--timeout	any	Wait at most so long, such as 30s, 5m, 1h (default: 10m).
-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.'
      fleetctl_places='commands...'
      ;;
    'command cancel')
      fleetctl_options='-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.'
      fleetctl_places='commands'
      ;;
    'describe')
      fleetctl_words='command	Show a command, its history and its output
device	Show everything about a device'
      fleetctl_options='-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.'
      fleetctl_places='devices'
      ;;
    'device show' | 'inspect' | 'describe device' | 'get device')
      fleetctl_options='-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.'
      fleetctl_places='devices'
      ;;
    'device rename')
      fleetctl_places='devices any'
      ;;
    'device set')
      fleetctl_options='-l,--selector	selectors	Devices with these labels: venue=oslo,role!=backup,tag in (a,b).
--field-selector	=status=offline,status=online,status=pending,version=,agent_version=,locked=true,on_air=true	Devices with these fields: status=offline,version=3f9a2c1.
--all	-	All devices.
--from-file	file	The devices that FILE names, one a line; - for standard input.
-y,--yes	-	Do not ask.
--dry-run	-	Only say which devices would be touched.
--name	any	What people shall call it.
--venue	venues	Where it stands; empty for nowhere.
--tags	tags	The whole new set of tags, by comma.
--time-zone	any	In which its maintenance windows are meant, such as Europe/Oslo; empty for UTC.
--add-tag	tags	One more tag; may be repeated.
--remove-tag	tags	One tag less; may be repeated.
-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.'
      fleetctl_places='devices...'
      ;;
    'device approve')
      fleetctl_options='-l,--selector	selectors	Devices with these labels: venue=oslo,role!=backup,tag in (a,b).
--field-selector	=status=offline,status=online,status=pending,version=,agent_version=,locked=true,on_air=true	Devices with these fields: status=offline,version=3f9a2c1.
--all	-	All devices.
--from-file	file	The devices that FILE names, one a line; - for standard input.
-y,--yes	-	Do not ask.
--dry-run	-	Only say which devices would be touched.'
      fleetctl_places='devices...'
      ;;
    'device reject')
      fleetctl_options='-l,--selector	selectors	Devices with these labels: venue=oslo,role!=backup,tag in (a,b).
--field-selector	=status=offline,status=online,status=pending,version=,agent_version=,locked=true,on_air=true	Devices with these fields: status=offline,version=3f9a2c1.
--all	-	All devices.
--from-file	file	The devices that FILE names, one a line; - for standard input.
-y,--yes	-	Do not ask.
--dry-run	-	Only say which devices would be touched.'
      fleetctl_places='devices...'
      ;;
    'device rotate-key')
      fleetctl_options='-l,--selector	selectors	Devices with these labels: venue=oslo,role!=backup,tag in (a,b).
--field-selector	=status=offline,status=online,status=pending,version=,agent_version=,locked=true,on_air=true	Devices with these fields: status=offline,version=3f9a2c1.
--all	-	All devices.
--from-file	file	The devices that FILE names, one a line; - for standard input.
-y,--yes	-	Do not ask.
--dry-run	-	Only say which devices would be touched.
--wait	-	Wait for the end, which is what happens without --async, too.
--async	-	Do not wait: print the command'\''s id and end.
--timeout	any	Wait at most so long, such as 30s, 5m, 1h (default: 10m).
--parallel	any	Have at most N devices under way at once; offline ones come last, and each holds its place until it is done (default: all at once).
--log-dir	file	Write a file for each device there, and failed.txt with those that failed, for --from-file.
-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.'
      fleetctl_places='devices...'
      ;;
    'device replace')
      fleetctl_options='-y,--yes	-	Do not ask.'
      fleetctl_places='devices devices'
      ;;
    'device remove' | 'delete device' | 'device delete' | 'device rm')
      fleetctl_options='-l,--selector	selectors	Devices with these labels: venue=oslo,role!=backup,tag in (a,b).
--field-selector	=status=offline,status=online,status=pending,version=,agent_version=,locked=true,on_air=true	Devices with these fields: status=offline,version=3f9a2c1.
--all	-	All devices.
--from-file	file	The devices that FILE names, one a line; - for standard input.
-y,--yes	-	Do not ask.
--dry-run	-	Only say which devices would be touched.'
      fleetctl_places='devices...'
      ;;
    'device unblock')
      fleetctl_options='--wait	-	Wait for the end, which is what happens without --async, too.
--async	-	Do not wait: print the command'\''s id and end.
--timeout	any	Wait at most so long, such as 30s, 5m, 1h (default: 10m).
--parallel	any	Have at most N devices under way at once; offline ones come last, and each holds its place until it is done (default: all at once).
--log-dir	file	Write a file for each device there, and failed.txt with those that failed, for --from-file.
-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.'
      fleetctl_places='devices commits'
      ;;
    'window set')
      fleetctl_options='-l,--selector	selectors	Devices with these labels: venue=oslo,role!=backup,tag in (a,b).
--field-selector	=status=offline,status=online,status=pending,version=,agent_version=,locked=true,on_air=true	Devices with these fields: status=offline,version=3f9a2c1.
--all	-	All devices.
--from-file	file	The devices that FILE names, one a line; - for standard input.
-y,--yes	-	Do not ask.
--tag	tags	All devices of this tag that have none of their own.
--at	any	Such as '\''mon-fri 02:00-05:00'\'', '\''sat,sun 23:00-02:00'\'' or '\''daily 02:00-04:00'\'', in the device'\''s time zone (device set --time-zone); may be repeated. They take the place of earlier ones.
-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.
--no-headers	-	Leave out the line of titles.
--sort-by	any	Order by this field, as JSON has it: --sort-by name; --sort-by=-cpu_percent for the greatest first.'
      fleetctl_places='devices...'
      ;;
    'window clear')
      fleetctl_options='-l,--selector	selectors	Devices with these labels: venue=oslo,role!=backup,tag in (a,b).
--field-selector	=status=offline,status=online,status=pending,version=,agent_version=,locked=true,on_air=true	Devices with these fields: status=offline,version=3f9a2c1.
--all	-	All devices.
--from-file	file	The devices that FILE names, one a line; - for standard input.
-y,--yes	-	Do not ask.
--tag	tags	All devices of this tag that have none of their own.
-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.
--no-headers	-	Leave out the line of titles.
--sort-by	any	Order by this field, as JSON has it: --sort-by name; --sort-by=-cpu_percent for the greatest first.'
      fleetctl_places='devices...'
      ;;
    'window list' | 'get windows')
      fleetctl_options='-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.
--no-headers	-	Leave out the line of titles.
--sort-by	any	Order by this field, as JSON has it: --sort-by name; --sort-by=-cpu_percent for the greatest first.'
      ;;
    'device reset-credential')
      fleetctl_options='-y,--yes	-	Do not ask.'
      fleetctl_places='devices'
      ;;
    'agent releases' | 'get releases')
      fleetctl_options='-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.
--no-headers	-	Leave out the line of titles.
--sort-by	any	Order by this field, as JSON has it: --sort-by name; --sort-by=-cpu_percent for the greatest first.'
      ;;
    'agent upload')
      fleetctl_options='-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.'
      fleetctl_places='file'
      ;;
    'agent remove')
      fleetctl_places='releases'
      ;;
    'enroll create')
      fleetctl_options='--name	any	What it is for, for people.
--uses	=unlimited	How many devices it may enrol, 1 to 10000, or '\''unlimited'\'' (default: 1).
--expires	any	How long it is good, such as 1h or 7d (default: 24h).
--venue	venues	Given to each device it enrols.
--tag	tags	Given to each device it enrols; may be repeated.
--approve	=auto,manual	Whether its devices are let in at once, or wait for: fleetctl device approve (default: auto).
-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.'
      ;;
    'enroll list' | 'enroll ls')
      fleetctl_options='-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.
--no-headers	-	Leave out the line of titles.
--sort-by	any	Order by this field, as JSON has it: --sort-by name; --sort-by=-cpu_percent for the greatest first.'
      ;;
    'enroll disable')
      fleetctl_places='enrollments'
      ;;
    'enroll enable')
      fleetctl_places='enrollments'
      ;;
    'enroll revoke')
      fleetctl_places='enrollments'
      ;;
    'server backup')
      fleetctl_options='--force	-	Replace FILE if it is there.
-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.'
      fleetctl_places='file'
      ;;
    'server rotate-signing-key')
      fleetctl_options='-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.'
      ;;
    'server check')
      fleetctl_options='-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.'
      ;;
    'audit')
      fleetctl_words='verify	Check that the audit log was neither changed nor cut
head	Print the end of the audit log, to be kept elsewhere
export	Print the whole audit log, one entry a line'
      fleetctl_options='--user	any	Only what this user, token or device did.
--device	devices	Only what is about this one: id, name, or the beginning of either. The whole id of a device that is gone.
--action	any	Only this, such as device.update, or all that begin so: device, login, token.
--result	=ok,refused,throttled,failed	Only ok, refused, throttled or failed.
--since	any	Not older than this: 10m, 2h, 2026-11-23, 2026-11-23T19:00.
--until	any	Older than this.
-n,--limit	any	The newest N (default: 50).
-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.
--no-headers	-	Leave out the line of titles.
--sort-by	any	Order by this field, as JSON has it: --sort-by name; --sort-by=-cpu_percent for the greatest first.'
      ;;
    'audit verify')
      fleetctl_options='--head	file	A head kept from earlier, by which it shows whether the end was cut off or all written anew.
--file	file	Check what fleetctl audit export wrote, and ask no server.
-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.'
      ;;
    'audit head')
      fleetctl_options='-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.'
      ;;
    'audit export')
      ;;
    'login' | 'auth login')
      fleetctl_options='--token-stdin	-	Read the token from standard input.
--user	any	Log in as this user, with a password.
--sso	-	Log in with a browser, at the issuer that the server trusts.
--password-stdin	-	Read the password from standard input, as one line.
--oidc	-	Log in as the CI job that this runs in, by GitHub'\''s identity token or by R58_FLEET_ID_TOKEN.
--oidc-token-stdin	-	Log in by the identity token on standard input.
--audience	any	Whom GitHub'\''s identity token is to be for (default: the server'\''s URL).'
      ;;
    'logout' | 'auth logout')
      ;;
    'whoami' | 'auth whoami')
      fleetctl_options='-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.'
      ;;
    'user add' | 'user create')
      fleetctl_options='--role	=VIEWER,OPERATOR,ADMIN	viewer (looks), operator (gives commands) or admin (decides who may do what).
--venue	venues	Reach only devices of this venue, and those that --tag names; may be repeated.
--tag	tags	Reach only devices with this tag, and those that --venue names; may be repeated.
--password-stdin	-	Read the password from standard input, as one line.
-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.'
      fleetctl_places='any'
      ;;
    'user list' | 'users' | 'user ls' | 'get users')
      fleetctl_options='-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.
--no-headers	-	Leave out the line of titles.
--sort-by	any	Order by this field, as JSON has it: --sort-by name; --sort-by=-cpu_percent for the greatest first.'
      ;;
    'user role')
      fleetctl_options='--venue	venues	Reach only devices of this venue, and those that --tag names; may be repeated.
--tag	tags	Reach only devices with this tag, and those that --venue names; may be repeated.
--everywhere	-	Reach the whole fleet, instead of some venues and tags.'
      fleetctl_places='users =VIEWER,OPERATOR,ADMIN'
      ;;
    'user passwd')
      fleetctl_options='--password-stdin	-	Read the password from standard input, as one line.'
      fleetctl_places='users'
      ;;
    'user disable')
      fleetctl_places='users'
      ;;
    'user enable')
      fleetctl_places='users'
      ;;
    'token create' | 'token add')
      fleetctl_options='--name	any	What its calls go by, in small letters.
--role	=VIEWER,OPERATOR,ADMIN	viewer (looks), operator (gives commands) or admin (decides who may do what).
--venue	venues	Reach only devices of this venue, and those that --tag names; may be repeated.
--tag	tags	Reach only devices with this tag, and those that --venue names; may be repeated.
--may	any	The only commands an operator'\''s token may give, such as update,restart.
--expires	any	How long it is good, such as 30d (default: 90d).
-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.'
      ;;
    'token list' | 'tokens' | 'token ls' | 'get tokens')
      fleetctl_options='-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.
--no-headers	-	Leave out the line of titles.
--sort-by	any	Order by this field, as JSON has it: --sort-by name; --sort-by=-cpu_percent for the greatest first.'
      ;;
    'token revoke' | 'token delete' | 'token rm')
      fleetctl_places='tokens'
      ;;
    'context list' | 'contexts' | 'context ls' | 'config get-contexts')
      fleetctl_options='-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.
--no-headers	-	Leave out the line of titles.
--sort-by	any	Order by this field, as JSON has it: --sort-by name; --sort-by=-cpu_percent for the greatest first.'
      ;;
    'context use' | 'config use-context')
      fleetctl_places='contexts'
      ;;
    'context current' | 'config current-context')
      ;;
    'context add')
      fleetctl_places='any'
      ;;
    'context rename' | 'config rename-context')
      fleetctl_places='contexts any'
      ;;
    'context remove' | 'context rm' | 'context delete' | 'config delete-context')
      fleetctl_places='contexts'
      ;;
    'open' | 'dashboard')
      fleetctl_options='--print	-	Only print the address.'
      fleetctl_places='devices'
      ;;
    'shell')
      fleetctl_options='-f,--file	file	Run the commands in FILE, up to the first that fails, and end with its exit code.'
      ;;
    'completion')
      fleetctl_places='=bash,zsh,fish'
      ;;
    'help')
      fleetctl_places='=exit-codes,selectors,output,environment,devices,status,alerts,top,logs,events,commands,command,restart,update,reboot,service,bundle,lock,unlock,agent,config,wait,device,window,enroll,server,audit,login,logout,whoami,user,token,context,open,shell,completion,help,version...'
      ;;
    'version')
      fleetctl_options='--server	-	The server'\''s version, too.'
      ;;
    'get')
      fleetctl_words='devices	List devices
alerts	List what is wrong now, the gravest first
events	Show everything that changes, as it happens
commands	List what was asked of devices
command	Show a command, its history and its output
config	Show a device'\''s configuration
device	Show everything about a device
windows	List maintenance windows
releases	List the agent'\''s releases that devices may fetch
users	List who logs in with a password
tokens	List the tokens of machines and logins'
      ;;
    'device')
      fleetctl_words='list	List devices
ls	List devices
show	Show everything about a device
rename	Give a device a name
set	Set a device'\''s venue, tags and time zone
approve	Let a device in that enrolled and waits
reject	Send a device away that waits for approval
rotate-key	Have a device change its key
replace	Have new hardware take a device'\''s place
remove	Forget a device for good
delete	Forget a device for good
rm	Forget a device for good
unblock	Let commits be tried again that were rolled back
reset-credential	Let a device enrol anew, after its key was lost'
      ;;
    'command')
      fleetctl_words='list	List what was asked of devices
ls	List what was asked of devices
show	Show a command, its history and its output
wait	Wait for commands to end
cancel	Take a command back'
      ;;
    'rollout')
      fleetctl_words='restart	Restart a device'\''s services'
      ;;
    'service')
      fleetctl_words='status	Show how a service is, and what it wrote last
start	Start a service
stop	Stop a service, until it is started again or the device boots'
      ;;
    'agent')
      fleetctl_words='update	Replace the agent itself by a signed release
releases	List the agent'\''s releases that devices may fetch
upload	Give the server a signed release of the agent
remove	Take a release of the agent off the server'
      ;;
    'config')
      fleetctl_words='get	Show a device'\''s configuration
set	Change a device'\''s configuration
get-contexts	List the servers one has logged in to
use-context	Choose the server that is meant from now on
current-context	Show which server is meant
rename-context	Give a server another name here
delete-context	Forget a server and its token'
      ;;
    'delete')
      fleetctl_words='device	Forget a device for good'
      ;;
    'window')
      fleetctl_words='set	Say when devices may be disturbed
clear	Take maintenance windows away
list	List maintenance windows'
      ;;
    'enroll')
      fleetctl_words='create	Make a token with which devices enrol
list	List enrolment tokens
ls	List enrolment tokens
disable	Let an enrolment token rest
enable	Let an enrolment token work again
revoke	Make an enrolment token useless'
      ;;
    'server')
      fleetctl_words='backup	Save a copy of the running server'\''s database
rotate-signing-key	Have access tokens signed by a new key
check	Look whether the server'\''s database is sound'
      ;;
    'auth')
      fleetctl_words='login	Log in to a server
logout	Log out of a server
whoami	Show whom the server takes us for'
      ;;
    'user')
      fleetctl_words='add	Let somebody log in with a name and a password
create	Let somebody log in with a name and a password
list	List who logs in with a password
ls	List who logs in with a password
role	Change what somebody may do, and where
passwd	Change a password
disable	Log somebody out everywhere, for good
enable	Let somebody log in again'
      ;;
    'token')
      fleetctl_words='create	Make a token for a machine
add	Make a token for a machine
list	List the tokens of machines and logins
ls	List the tokens of machines and logins
revoke	Make a token useless
delete	Make a token useless
rm	Make a token useless'
      ;;
    'context')
      fleetctl_words='list	List the servers one has logged in to
ls	List the servers one has logged in to
use	Choose the server that is meant from now on
current	Show which server is meant
add	Add a server without logging in to it
rename	Give a server another name here
remove	Forget a server and its token
rm	Forget a server and its token
delete	Forget a server and its token'
      ;;
    *) return 1 ;;
  esac
}

__fleetctl_global='--context	contexts	Use this context instead of the current one.
--url	any	Address of the server.
--token-file	file	Read the token from this file.
--ca-file	file	Trust the certificates in this file (PEM), too.
--insecure	-	Allow http:// to another machine.
--no-color	-	No colours.
--time	=relative,iso	How times are shown: relative (12 min ago), or iso (2026-11-23T19:00:00Z).
--quiet	-	Say nothing but errors; data is printed all the same.
--verbose	-	Show what the server is asked, and what it answers; never a secret.
--debug	-	Show the whole story of an error.
-h,--help	-	Show this help.'

# Readline takes words apart at = : and @ and leaves quotes in them. Sets words, as they are meant and up to the
# cursor; cur, the last of them; glued, how much of it readline keeps; and quote, when one is open.
__fleetctl_split() {
  local line=${COMP_LINE:0:COMP_POINT} word breaks='' sign
  words=() glued='' quote=''
  for word in "${COMP_WORDS[@]:0:COMP_CWORD+1}"; do
    if [[ ${#words[@]} -eq 0 || $line == [[:space:]]* ]]; then
      line=${line#"${line%%[![:space:]]*}"}
      words+=('')
    fi
    # The rest of a word that the cursor stands in is left out.
    [[ $line == "$word"* ]] || word=$line
    words[${#words[@]} - 1]+=$word
    line=${line:${#word}}
  done
  cur=${words[${#words[@]} - 1]}
  words=("${words[@]//[\\\"\']/}")
  if [[ $cur == [\"\']* ]]; then
    quote=${cur:0:1}
    cur=${cur:1}
    return
  fi
  cur=${words[${#words[@]} - 1]}
  for sign in = : @; do
    [[ $COMP_WORDBREAKS != *"$sign"* ]] || breaks+=$sign
  done
  [[ -z $breaks ]] || glued=${cur%"${cur##*["$breaks"]}"}
}

# Sets $kind to what an option takes: - for nothing.
__fleetctl_kind() {
  local names what
  kind=-
  while IFS=$'\t' read -r names what _; do
    [[ ,$names, != *",$1,"* ]] || kind=$what
  done <<<"$fleetctl_options"$'\n'"$__fleetctl_global"
}

# Offers those of the lines $1 that begin as the word does. Whoever asks for the list sees what they mean.
__fleetctl_offer() {
  local value meaning
  local -a meanings=()
  while IFS=$'\t' read -r value meaning; do
    [[ -n $value && $lead$value == "$cur"* ]] || continue
    value=$lead$value
    value=${value#"$glued"}
    # Within quotes readline takes it as it is. What would end them, or be run within them, is not offered there.
    case $quote in
      '') printf -v value %q "$value" ;;
      \') [[ $value != *\'* ]] || continue ;;
      *) [[ $value != *[\"\$\`\\!]* ]] || continue ;;
    esac
    COMPREPLY+=("$value")
    meanings+=("$meaning")
  done <<<"$1"
  # 63 is a question mark: nothing is typed in, only shown.
  if [[ ${COMP_TYPE-} -eq 63 && ${#COMPREPLY[@]} -gt 1 ]]; then
    local i
    for i in "${!COMPREPLY[@]}"; do
      [[ -z ${meanings[i]} ]] || printf -v 'COMPREPLY[i]' '%s  (%s)' "${COMPREPLY[i]}" "${meanings[i]}"
    done
  fi
}

# Asks fleetctl. What it says, or that it says nothing, stays in this shell's memory for ten seconds.
__fleetctl_ask() {
  local program=${words[0]}
  # shellcheck disable=SC2088 # it was typed so
  [[ $program != '~/'* ]] || program=$HOME/${program:2}
  # An alias of it completes alike.
  type -P "$program" >/dev/null || program=fleetctl
  local key="$1|$program|${ask[*]}|${R58_FLEET_URL-}|${R58_FLEET_CONTEXT-}|${R58_FLEET_TOKEN+set}|${R58_FLEET_TOKEN_FILE-}|${XDG_CONFIG_HOME-}"
  if [[ ${__fleetctl_key-} != "$key" ]] || ((SECONDS - __fleetctl_time > 10)); then
    __fleetctl_answer=$("$program" __complete "$1" "${ask[@]}" 2>/dev/null </dev/null) || __fleetctl_answer=
    __fleetctl_key=$key __fleetctl_time=$SECONDS
  fi
  __fleetctl_offer "$__fleetctl_answer"
}

__fleetctl_values() {
  case $1 in
    any | -) ;;
    file)
      mapfile -t COMPREPLY < <(compgen -f -- "${cur#"$lead"}")
      if [[ -n $glued ]]; then
        COMPREPLY=("${COMPREPLY[@]#"${glued#"$lead"}"}")
      else
        COMPREPLY=("${COMPREPLY[@]/#/$lead}")
      fi
      compopt -o filenames 2>/dev/null
      ;;
    =*)
      local values=${1#=}
      __fleetctl_offer "${values//,/$'\n'}"
      [[ ${COMPREPLY-} != *= ]] || compopt -o nospace 2>/dev/null
      ;;
    *) __fleetctl_ask "$1" ;;
  esac
}

__fleetctl_options() {
  local lines='' names what meaning name
  while IFS=$'\t' read -r names what meaning; do
    for name in ${names//,/ }; do lines+="$name"$'\t'"$meaning"$'\n'; done
  done <<<"$fleetctl_options"$'\n'"$__fleetctl_global"
  __fleetctl_offer "$lines"
}

_fleetctl() {
  local cur glued quote lead='' route='' kind=- option='' place=0 word
  local fleetctl_words fleetctl_options fleetctl_places
  local -a words ask=() places=()
  COMPREPLY=()
  __fleetctl_split
  __fleetctl_model ''
  for word in "${words[@]:1:${#words[@]}-2}"; do
    if [[ $kind != - ]]; then
      case $option in
        --context | --url | --token-file | --ca-file) ask+=("$option" "$word") ;;
      esac
      kind=-
    elif [[ $word == --*=* ]]; then
      case ${word%%=*} in
        --context | --url | --token-file | --ca-file) ask+=("$word") ;;
      esac
    elif [[ $word == -* ]]; then
      [[ $word != --insecure ]] || ask+=("$word")
      option=$word
      __fleetctl_kind "$word"
    elif [[ $place -eq 0 && -n $fleetctl_words ]] && __fleetctl_model "${route:+$route }$word"; then
      route=${route:+$route }$word
    else
      __fleetctl_model "$route"
      place=$((place + 1))
    fi
  done
  if [[ $kind == - && $cur == --*=* ]]; then
    __fleetctl_kind "${cur%%=*}"
    lead=${cur%%=*}=
  fi
  if [[ $kind != - ]]; then
    __fleetctl_values "$kind"
    return
  elif [[ $cur == -* ]]; then
    __fleetctl_options
    return
  fi
  if [[ $place -eq 0 && -n $fleetctl_words ]]; then
    __fleetctl_offer "$fleetctl_words"
  fi
  if [[ -n $fleetctl_places ]]; then
    read -ra places <<<"$fleetctl_places"
    local last=${places[${#places[@]} - 1]}
    if [[ $place -lt ${#places[@]} ]]; then
      __fleetctl_values "${places[place]%...}"
    elif [[ $last == *... ]]; then
      __fleetctl_values "${last%...}"
    fi
  fi
}

complete -F _fleetctl fleetctl
