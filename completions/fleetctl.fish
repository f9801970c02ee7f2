# Completion of fleetctl in fish. Made from its commands by the build; do not edit.

# What can follow a path of commands: $__fleetctl_words below it, $__fleetctl_options and $__fleetctl_places.
# A word or names, a kind of value and a description, between tabs. Fails where there is no such path.
function __fleetctl_model
    set -g __fleetctl_words
    set -g __fleetctl_options
    set -g __fleetctl_places
    switch "$argv[1]"
        case ''
            set -g __fleetctl_words 'devices	List devices' \
                'status	Show what is wrong in the fleet, or how one device is' \
                'alerts	List what is wrong now, the gravest first' \
                'top	Watch the fleet on the whole screen, live' \
                'logs	Show what devices have written' \
                'events	Show everything that changes, as it happens' \
                'commands	List what was asked of devices' \
                'command	show, wait, cancel' \
                'restart	Restart a device\'s services' \
                'update	Update a device\'s application' \
                'reboot	Reboot a device' \
                'service	status, start, stop' \
                'bundle	Save a device\'s logs, configuration and facts for whoever helps' \
                'lock	Have devices left alone: nothing that disturbs them begins' \
                'unlock	Let devices be disturbed again' \
                'agent	update, releases, upload, remove' \
                'config	get, set' \
                'wait	Wait until nothing is under way on devices' \
                'device	show, rename, set, approve, reject, rotate-key, replace, remove, unblock, reset-credential' \
                'window	set, clear, list' \
                'enroll	create, list, disable, enable, revoke' \
                'server	backup, rotate-signing-key, check' \
                'audit	Show who did what, from where, and what was refused' \
                'login	Log in to a server' \
                'logout	Log out of a server' \
                'whoami	Show whom the server takes us for' \
                'user	add, list, role, passwd, disable, enable' \
                'token	create, list, revoke' \
                'context	list, use, current, add, rename, remove' \
                'open	Show the dashboard in a browser, or its address' \
                'shell	Work in a shell that completes devices and commands' \
                'completion	Print the script that has a shell complete commands and devices' \
                'help	Explain a command or a topic' \
                'version	Show the version of fleetctl; asks no server'
        case 'devices' 'ls' 'ps' 'get devices' 'device list' 'device ls'
            set -g __fleetctl_options '-l,--selector	selectors	Devices with these labels: venue=oslo,role!=backup,tag in (a,b).' \
                '--field-selector	=status=offline,status=online,status=pending,version=,agent_version=,locked=true,on_air=true	Devices with these fields: status=offline,version=3f9a2c1.' \
                '--all	-	All devices.' \
                '--from-file	file	The devices that FILE names, one a line; - for standard input.' \
                '-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.' \
                '--no-headers	-	Leave out the line of titles.' \
                '--sort-by	any	Order by this field, as JSON has it: --sort-by name; --sort-by=-cpu_percent for the greatest first.' \
                '-w,--watch	-	Go on showing it as it changes, until Ctrl-C; on a pipe what has changed comes below.'
            set -g __fleetctl_places 'devices...'
        case 'status'
            set -g __fleetctl_options '-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.' \
                '-w,--watch	-	Go on showing it as it changes, until Ctrl-C; on a pipe what has changed comes below.'
            set -g __fleetctl_places 'devices'
        case 'alerts' 'get alerts'
            set -g __fleetctl_options '-l,--selector	selectors	Devices with these labels: venue=oslo,role!=backup,tag in (a,b).' \
                '--field-selector	=status=offline,status=online,status=pending,version=,agent_version=,locked=true,on_air=true	Devices with these fields: status=offline,version=3f9a2c1.' \
                '--all	-	All devices.' \
                '--from-file	file	The devices that FILE names, one a line; - for standard input.' \
                '--critical	-	Only what cannot wait until tomorrow.' \
                '-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.' \
                '--no-headers	-	Leave out the line of titles.' \
                '--sort-by	any	Order by this field, as JSON has it: --sort-by name; --sort-by=-cpu_percent for the greatest first.' \
                '-w,--watch	-	Go on showing it as it changes, until Ctrl-C; on a pipe what has changed comes below.'
            set -g __fleetctl_places 'devices...'
        case 'top'
            set -g __fleetctl_options '--sort	=status,name,venue,cpu,memory,disk,temperature,last-seen	What comes first: status, name, venue, cpu, memory, disk, temperature, last-seen (default: status).' \
                '--filter	any	Only devices whose name, venue, tag or status holds it.'
        case 'logs' 'log'
            set -g __fleetctl_options '-l,--selector	selectors	Devices with these labels: venue=oslo,role!=backup,tag in (a,b).' \
                '--field-selector	=status=offline,status=online,status=pending,version=,agent_version=,locked=true,on_air=true	Devices with these fields: status=offline,version=3f9a2c1.' \
                '--all	-	All devices.' \
                '--from-file	file	The devices that FILE names, one a line; - for standard input.' \
                '-f,--follow	-	Go on with new lines as they come, until Ctrl-C.' \
                '-n,--lines	any	The newest N lines of all together (default: 100).' \
                '--since	any	Not older than this: 10m, 2h, 2026-11-23, 2026-11-23T19:00.' \
                '--until	any	Not newer than this.' \
                '--level	=DEBUG,INFO,WARN,ERROR	This or graver: debug, info, warn, error.' \
                '--grep	any	Only lines that hold this regular expression; (?i) before it takes either case.' \
                '--service	services	Only what this service wrote.' \
                '-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.'
            set -g __fleetctl_places 'devices...'
        case 'events' 'get events'
            set -g __fleetctl_options '-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.'
        case 'commands' 'get commands' 'command list' 'command ls'
            set -g __fleetctl_options '-l,--selector	selectors	Devices with these labels: venue=oslo,role!=backup,tag in (a,b).' \
                '--field-selector	=status=offline,status=online,status=pending,version=,agent_version=,locked=true,on_air=true	Devices with these fields: status=offline,version=3f9a2c1.' \
                '--all	-	All devices.' \
                '--from-file	file	The devices that FILE names, one a line; - for standard input.' \
                '--active	-	Only those that are not at their end.' \
                '-n,--limit	any	The newest N (default: 50, at most 500).' \
                '-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.' \
                '--no-headers	-	Leave out the line of titles.' \
                '--sort-by	any	Order by this field, as JSON has it: --sort-by name; --sort-by=-cpu_percent for the greatest first.' \
                '-w,--watch	-	Go on showing it as it changes, until Ctrl-C; on a pipe what has changed comes below.'
            set -g __fleetctl_places 'devices...'
        case 'command show' 'describe command' 'get command'
            set -g __fleetctl_options '-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.'
            set -g __fleetctl_places 'commands'
        case 'restart' 'rollout restart'
            set -g __fleetctl_options '-l,--selector	selectors	Devices with these labels: venue=oslo,role!=backup,tag in (a,b).' \
                '--field-selector	=status=offline,status=online,status=pending,version=,agent_version=,locked=true,on_air=true	Devices with these fields: status=offline,version=3f9a2c1.' \
                '--all	-	All devices.' \
                '--from-file	file	The devices that FILE names, one a line; - for standard input.' \
                '-y,--yes	-	Do not ask.' \
                '--dry-run	-	Only say which devices would be touched.' \
                '--service	services	Only this service (default: all of the application\'s).' \
                '--wait	-	Wait for the end, which is what happens without --async, too.' \
                '--async	-	Do not wait: print the command\'s id and end.' \
                '--timeout	any	Wait at most so long, such as 30s, 5m, 1h (default: 10m).' \
                '--parallel	any	Have at most N devices under way at once; offline ones come last, and each holds its place until it is done (default: all at once).' \
                '--log-dir	file	Write a file for each device there, and failed.txt with those that failed, for --from-file.' \
                '--expires	any	Do not begin it later than this, such as 30m, 8h, 7d (default: 24h).' \
                '--deadline	any	The device must be done with it in this time, not counting how long it waits (default: 2m, for an update 15m, for a reboot 5m).' \
                '--accept-risk	=on-air,window	Do not wait for it: \'on-air\' (the device is recording), \'window\' (it is outside its maintenance window). It is recorded who said so.' \
                '-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.'
            set -g __fleetctl_places 'devices...'
        case 'update'
            set -g __fleetctl_options '-l,--selector	selectors	Devices with these labels: venue=oslo,role!=backup,tag in (a,b).' \
                '--field-selector	=status=offline,status=online,status=pending,version=,agent_version=,locked=true,on_air=true	Devices with these fields: status=offline,version=3f9a2c1.' \
                '--all	-	All devices.' \
                '--from-file	file	The devices that FILE names, one a line; - for standard input.' \
                '--branch	branches	To the newest commit of this branch.' \
                '--tag	any	To this tag.' \
                '--commit	commits	To this commit.' \
                '--force	-	Also if the device is there already or the commit is blocked; local changes are saved as a patch.' \
                '--dry-run	-	Only say what would be done: from which commit to which.' \
                '--allow-downgrade	-	Also to a commit that the running version already contains.' \
                '--verify-timeout	any	How long the new version may take to prove itself (default: the device\'s own, 2m).' \
                '--wait	-	Wait for the end, which is what happens without --async, too.' \
                '--async	-	Do not wait: print the command\'s id and end.' \
                '--timeout	any	Wait at most so long, such as 30s, 5m, 1h (default: 10m).' \
                '--parallel	any	Have at most N devices under way at once; offline ones come last, and each holds its place until it is done (default: all at once).' \
                '--log-dir	file	Write a file for each device there, and failed.txt with those that failed, for --from-file.' \
                '--expires	any	Do not begin it later than this, such as 30m, 8h, 7d (default: 24h).' \
                '--deadline	any	The device must be done with it in this time, not counting how long it waits (default: 2m, for an update 15m, for a reboot 5m).' \
                '--accept-risk	=on-air,window	Do not wait for it: \'on-air\' (the device is recording), \'window\' (it is outside its maintenance window). It is recorded who said so.' \
                '-y,--yes	-	Do not ask.' \
                '-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.'
            set -g __fleetctl_places 'devices...'
        case 'reboot'
            set -g __fleetctl_options '-l,--selector	selectors	Devices with these labels: venue=oslo,role!=backup,tag in (a,b).' \
                '--field-selector	=status=offline,status=online,status=pending,version=,agent_version=,locked=true,on_air=true	Devices with these fields: status=offline,version=3f9a2c1.' \
                '--all	-	All devices.' \
                '--from-file	file	The devices that FILE names, one a line; - for standard input.' \
                '-y,--yes	-	Do not ask.' \
                '--dry-run	-	Only say which devices would be touched.' \
                '--wait	-	Wait for the end, which is what happens without --async, too.' \
                '--async	-	Do not wait: print the command\'s id and end.' \
                '--timeout	any	Wait at most so long, such as 30s, 5m, 1h (default: 10m).' \
                '--parallel	any	Have at most N devices under way at once; offline ones come last, and each holds its place until it is done (default: all at once).' \
                '--log-dir	file	Write a file for each device there, and failed.txt with those that failed, for --from-file.' \
                '--expires	any	Do not begin it later than this, such as 30m, 8h, 7d (default: 24h).' \
                '--deadline	any	The device must be done with it in this time, not counting how long it waits (default: 2m, for an update 15m, for a reboot 5m).' \
                '--accept-risk	=on-air,window	Do not wait for it: \'on-air\' (the device is recording), \'window\' (it is outside its maintenance window). It is recorded who said so.' \
                '-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.'
            set -g __fleetctl_places 'devices...'
        case 'service status'
            set -g __fleetctl_options '-l,--selector	selectors	Devices with these labels: venue=oslo,role!=backup,tag in (a,b).' \
                '--field-selector	=status=offline,status=online,status=pending,version=,agent_version=,locked=true,on_air=true	Devices with these fields: status=offline,version=3f9a2c1.' \
                '--all	-	All devices.' \
                '--from-file	file	The devices that FILE names, one a line; - for standard input.' \
                '-y,--yes	-	Do not ask.' \
                '--dry-run	-	Only say which devices would be touched.' \
                '--wait	-	Wait for the end, which is what happens without --async, too.' \
                '--async	-	Do not wait: print the command\'s id and end.' \
                '--timeout	any	Wait at most so long, such as 30s, 5m, 1h (default: 10m).' \
                '--parallel	any	Have at most N devices under way at once; offline ones come last, and each holds its place until it is done (default: all at once).' \
                '--log-dir	file	Write a file for each device there, and failed.txt with those that failed, for --from-file.' \
                '--expires	any	Do not begin it later than this, such as 30m, 8h, 7d (default: 24h).' \
                '--deadline	any	The device must be done with it in this time, not counting how long it waits (default: 2m, for an update 15m, for a reboot 5m).' \
                '--accept-risk	=on-air,window	Do not wait for it: \'on-air\' (the device is recording), \'window\' (it is outside its maintenance window). It is recorded who said so.' \
                '-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.'
            set -g __fleetctl_places 'devices' \
                'services'
        case 'service start'
            set -g __fleetctl_options '-l,--selector	selectors	Devices with these labels: venue=oslo,role!=backup,tag in (a,b).' \
                '--field-selector	=status=offline,status=online,status=pending,version=,agent_version=,locked=true,on_air=true	Devices with these fields: status=offline,version=3f9a2c1.' \
                '--all	-	All devices.' \
                '--from-file	file	The devices that FILE names, one a line; - for standard input.' \
                '-y,--yes	-	Do not ask.' \
                '--dry-run	-	Only say which devices would be touched.' \
                '--wait	-	Wait for the end, which is what happens without --async, too.' \
                '--async	-	Do not wait: print the command\'s id and end.' \
                '--timeout	any	Wait at most so long, such as 30s, 5m, 1h (default: 10m).' \
                '--parallel	any	Have at most N devices under way at once; offline ones come last, and each holds its place until it is done (default: all at once).' \
                '--log-dir	file	Write a file for each device there, and failed.txt with those that failed, for --from-file.' \
                '--expires	any	Do not begin it later than this, such as 30m, 8h, 7d (default: 24h).' \
                '--deadline	any	The device must be done with it in this time, not counting how long it waits (default: 2m, for an update 15m, for a reboot 5m).' \
                '--accept-risk	=on-air,window	Do not wait for it: \'on-air\' (the device is recording), \'window\' (it is outside its maintenance window). It is recorded who said so.' \
                '-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.'
            set -g __fleetctl_places 'devices' \
                'services'
        case 'service stop'
            set -g __fleetctl_options '-l,--selector	selectors	Devices with these labels: venue=oslo,role!=backup,tag in (a,b).' \
                '--field-selector	=status=offline,status=online,status=pending,version=,agent_version=,locked=true,on_air=true	Devices with these fields: status=offline,version=3f9a2c1.' \
                '--all	-	All devices.' \
                '--from-file	file	The devices that FILE names, one a line; - for standard input.' \
                '-y,--yes	-	Do not ask.' \
                '--dry-run	-	Only say which devices would be touched.' \
                '--wait	-	Wait for the end, which is what happens without --async, too.' \
                '--async	-	Do not wait: print the command\'s id and end.' \
                '--timeout	any	Wait at most so long, such as 30s, 5m, 1h (default: 10m).' \
                '--parallel	any	Have at most N devices under way at once; offline ones come last, and each holds its place until it is done (default: all at once).' \
                '--log-dir	file	Write a file for each device there, and failed.txt with those that failed, for --from-file.' \
                '--expires	any	Do not begin it later than this, such as 30m, 8h, 7d (default: 24h).' \
                '--deadline	any	The device must be done with it in this time, not counting how long it waits (default: 2m, for an update 15m, for a reboot 5m).' \
                '--accept-risk	=on-air,window	Do not wait for it: \'on-air\' (the device is recording), \'window\' (it is outside its maintenance window). It is recorded who said so.' \
                '-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.'
            set -g __fleetctl_places 'devices' \
                'services'
        case 'bundle'
            set -g __fleetctl_options '--force	-	Replace FILE if it is there.' \
                '--command	commands	Fetch what this earlier command gathers, instead of gathering anew.' \
                '--deadline	any	The device must be done with it in this time (default: 15m).' \
                '--wait	-	Wait for the end, which is what happens without --async, too.' \
                '--async	-	Do not wait: print the command\'s id and end.' \
                '--timeout	any	Wait at most so long, such as 30s, 5m, 1h (default: 10m).' \
                '-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.'
            set -g __fleetctl_places 'devices' \
                'file'
        case 'lock' 'cordon'
            set -g __fleetctl_options '-l,--selector	selectors	Devices with these labels: venue=oslo,role!=backup,tag in (a,b).' \
                '--field-selector	=status=offline,status=online,status=pending,version=,agent_version=,locked=true,on_air=true	Devices with these fields: status=offline,version=3f9a2c1.' \
                '--all	-	All devices.' \
                '--from-file	file	The devices that FILE names, one a line; - for standard input.' \
                '-y,--yes	-	Do not ask.' \
                '--dry-run	-	Only say which devices would be touched.' \
                '--reason	any	Why, for whoever finds it locked.' \
                '--for	any	How long, such as 2h or 3d (default: until it is unlocked).' \
                '-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.'
            set -g __fleetctl_places 'devices...'
        case 'unlock' 'uncordon'
            set -g __fleetctl_options '-l,--selector	selectors	Devices with these labels: venue=oslo,role!=backup,tag in (a,b).' \
                '--field-selector	=status=offline,status=online,status=pending,version=,agent_version=,locked=true,on_air=true	Devices with these fields: status=offline,version=3f9a2c1.' \
                '--all	-	All devices.' \
                '--from-file	file	The devices that FILE names, one a line; - for standard input.' \
                '-y,--yes	-	Do not ask.' \
                '--dry-run	-	Only say which devices would be touched.' \
                '-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.'
            set -g __fleetctl_places 'devices...'
        case 'agent update'
            set -g __fleetctl_options '-l,--selector	selectors	Devices with these labels: venue=oslo,role!=backup,tag in (a,b).' \
                '--field-selector	=status=offline,status=online,status=pending,version=,agent_version=,locked=true,on_air=true	Devices with these fields: status=offline,version=3f9a2c1.' \
                '--all	-	All devices.' \
                '--from-file	file	The devices that FILE names, one a line; - for standard input.' \
                '-y,--yes	-	Do not ask.' \
                '--dry-run	-	Only say which devices would be touched.' \
                '--version	releases	A release that the server holds (default: the highest of them).' \
                '--wait	-	Wait for the end, which is what happens without --async, too.' \
                '--async	-	Do not wait: print the command\'s id and end.' \
                '--timeout	any	Wait at most so long, such as 30s, 5m, 1h (default: 10m).' \
                '--parallel	any	Have at most N devices under way at once; offline ones come last, and each holds its place until it is done (default: all at once).' \
                '--log-dir	file	Write a file for each device there, and failed.txt with those that failed, for --from-file.' \
                '--expires	any	Do not begin it later than this, such as 30m, 8h, 7d (default: 24h).' \
                '--deadline	any	The device must be done with it in this time, not counting how long it waits (default: 2m, for an update 15m, for a reboot 5m).' \
                '--accept-risk	=on-air,window	Do not wait for it: \'on-air\' (the device is recording), \'window\' (it is outside its maintenance window). It is recorded who said so.' \
                '-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.'
            set -g __fleetctl_places 'devices...'
        case 'config get' 'get config'
            set -g __fleetctl_options '-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.'
            set -g __fleetctl_places 'devices'
        case 'config set'
            set -g __fleetctl_options '-l,--selector	selectors	Devices with these labels: venue=oslo,role!=backup,tag in (a,b).' \
                '--field-selector	=status=offline,status=online,status=pending,version=,agent_version=,locked=true,on_air=true	Devices with these fields: status=offline,version=3f9a2c1.' \
                '--all	-	All devices.' \
                '--from-file	file	The devices that FILE names, one a line; - for standard input.' \
                '-y,--yes	-	Do not ask.' \
                '--dry-run	-	Only say which devices would be touched.' \
                '--timeout	any	Wait at most so long, such as 30s, 5m, 1h (default: 10m).' \
                '--async	-	Do not wait until the device has taken it.' \
                '-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.'
            set -g __fleetctl_places 'devices' \
                '=heartbeat_interval=,log_level=debug,log_level=info,log_level=warn,log_level=error,log_sources=all,log_sources=none,log_batch_seconds=...'
        case 'wait'
            set -g __fleetctl_options '-l,--selector	selectors	Devices with these labels: venue=oslo,role!=backup,tag in (a,b).' \
                '--field-selector	=status=offline,status=online,status=pending,version=,agent_version=,locked=true,on_air=true	Devices with these fields: status=offline,version=3f9a2c1.' \
                '--all	-	All devices.' \
                '--from-file	file	The devices that FILE names, one a line; - for standard input.' \
                '--timeout	any	Wait at most so long, such as 30s, 5m, 1h (default: 10m).' \
                '-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.'
            set -g __fleetctl_places 'devices...'
        case 'command wait'
            set -g __fleetctl_options '--timeout	any	Wait at most so long, such as 30s, 5m, 1h (default: 10m).' \
                '-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.'
            set -g __fleetctl_places 'commands...'
        case 'command cancel'
            set -g __fleetctl_options '-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.'
            set -g __fleetctl_places 'commands'
        case 'describe'
            set -g __fleetctl_words 'command	Show a command, its history and its output' \
                'device	Show everything about a device'
            set -g __fleetctl_options '-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.'
            set -g __fleetctl_places 'devices'
        case 'device show' 'inspect' 'describe device' 'get device'
            set -g __fleetctl_options '-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.'
            set -g __fleetctl_places 'devices'
        case 'device rename'
            set -g __fleetctl_places 'devices' \
                'any'
        case 'device set'
            set -g __fleetctl_options '-l,--selector	selectors	Devices with these labels: venue=oslo,role!=backup,tag in (a,b).' \
                '--field-selector	=status=offline,status=online,status=pending,version=,agent_version=,locked=true,on_air=true	Devices with these fields: status=offline,version=3f9a2c1.' \
                '--all	-	All devices.' \
                '--from-file	file	The devices that FILE names, one a line; - for standard input.' \
                '-y,--yes	-	Do not ask.' \
                '--dry-run	-	Only say which devices would be touched.' \
                '--name	any	What people shall call it.' \
                '--venue	venues	Where it stands; empty for nowhere.' \
                '--tags	tags	The whole new set of tags, by comma.' \
                '--time-zone	any	In which its maintenance windows are meant, such as Europe/Oslo; empty for UTC.' \
                '--add-tag	tags	One more tag; may be repeated.' \
                '--remove-tag	tags	One tag less; may be repeated.' \
                '-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.'
            set -g __fleetctl_places 'devices...'
        case 'device approve'
            set -g __fleetctl_options '-l,--selector	selectors	Devices with these labels: venue=oslo,role!=backup,tag in (a,b).' \
                '--field-selector	=status=offline,status=online,status=pending,version=,agent_version=,locked=true,on_air=true	Devices with these fields: status=offline,version=3f9a2c1.' \
                '--all	-	All devices.' \
                '--from-file	file	The devices that FILE names, one a line; - for standard input.' \
                '-y,--yes	-	Do not ask.' \
                '--dry-run	-	Only say which devices would be touched.'
            set -g __fleetctl_places 'devices...'
        case 'device reject'
            set -g __fleetctl_options '-l,--selector	selectors	Devices with these labels: venue=oslo,role!=backup,tag in (a,b).' \
                '--field-selector	=status=offline,status=online,status=pending,version=,agent_version=,locked=true,on_air=true	Devices with these fields: status=offline,version=3f9a2c1.' \
                '--all	-	All devices.' \
                '--from-file	file	The devices that FILE names, one a line; - for standard input.' \
                '-y,--yes	-	Do not ask.' \
                '--dry-run	-	Only say which devices would be touched.'
            set -g __fleetctl_places 'devices...'
        case 'device rotate-key'
            set -g __fleetctl_options '-l,--selector	selectors	Devices with these labels: venue=oslo,role!=backup,tag in (a,b).' \
                '--field-selector	=status=offline,status=online,status=pending,version=,agent_version=,locked=true,on_air=true	Devices with these fields: status=offline,version=3f9a2c1.' \
                '--all	-	All devices.' \
                '--from-file	file	The devices that FILE names, one a line; - for standard input.' \
                '-y,--yes	-	Do not ask.' \
                '--dry-run	-	Only say which devices would be touched.' \
                '--wait	-	Wait for the end, which is what happens without --async, too.' \
                '--async	-	Do not wait: print the command\'s id and end.' \
                '--timeout	any	Wait at most so long, such as 30s, 5m, 1h (default: 10m).' \
                '--parallel	any	Have at most N devices under way at once; offline ones come last, and each holds its place until it is done (default: all at once).' \
                '--log-dir	file	Write a file for each device there, and failed.txt with those that failed, for --from-file.' \
                '-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.'
            set -g __fleetctl_places 'devices...'
        case 'device replace'
            set -g __fleetctl_options '-y,--yes	-	Do not ask.'
            set -g __fleetctl_places 'devices' \
                'devices'
        case 'device remove' 'delete device' 'device delete' 'device rm'
            set -g __fleetctl_options '-l,--selector	selectors	Devices with these labels: venue=oslo,role!=backup,tag in (a,b).' \
                '--field-selector	=status=offline,status=online,status=pending,version=,agent_version=,locked=true,on_air=true	Devices with these fields: status=offline,version=3f9a2c1.' \
                '--all	-	All devices.' \
                '--from-file	file	The devices that FILE names, one a line; - for standard input.' \
                '-y,--yes	-	Do not ask.' \
                '--dry-run	-	Only say which devices would be touched.'
            set -g __fleetctl_places 'devices...'
        case 'device unblock'
            set -g __fleetctl_options '--wait	-	Wait for the end, which is what happens without --async, too.' \
                '--async	-	Do not wait: print the command\'s id and end.' \
                '--timeout	any	Wait at most so long, such as 30s, 5m, 1h (default: 10m).' \
                '--parallel	any	Have at most N devices under way at once; offline ones come last, and each holds its place until it is done (default: all at once).' \
                '--log-dir	file	Write a file for each device there, and failed.txt with those that failed, for --from-file.' \
                '-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.'
            set -g __fleetctl_places 'devices' \
                'commits'
        case 'window set'
            set -g __fleetctl_options '-l,--selector	selectors	Devices with these labels: venue=oslo,role!=backup,tag in (a,b).' \
                '--field-selector	=status=offline,status=online,status=pending,version=,agent_version=,locked=true,on_air=true	Devices with these fields: status=offline,version=3f9a2c1.' \
                '--all	-	All devices.' \
                '--from-file	file	The devices that FILE names, one a line; - for standard input.' \
                '-y,--yes	-	Do not ask.' \
                '--tag	tags	All devices of this tag that have none of their own.' \
                '--at	any	Such as \'mon-fri 02:00-05:00\', \'sat,sun 23:00-02:00\' or \'daily 02:00-04:00\', in the device\'s time zone (device set --time-zone); may be repeated. They take the place of earlier ones.' \
                '-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.' \
                '--no-headers	-	Leave out the line of titles.' \
                '--sort-by	any	Order by this field, as JSON has it: --sort-by name; --sort-by=-cpu_percent for the greatest first.'
            set -g __fleetctl_places 'devices...'
        case 'window clear'
            set -g __fleetctl_options '-l,--selector	selectors	Devices with these labels: venue=oslo,role!=backup,tag in (a,b).' \
                '--field-selector	=status=offline,status=online,status=pending,version=,agent_version=,locked=true,on_air=true	Devices with these fields: status=offline,version=3f9a2c1.' \
                '--all	-	All devices.' \
                '--from-file	file	The devices that FILE names, one a line; - for standard input.' \
                '-y,--yes	-	Do not ask.' \
                '--tag	tags	All devices of this tag that have none of their own.' \
                '-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.' \
                '--no-headers	-	Leave out the line of titles.' \
                '--sort-by	any	Order by this field, as JSON has it: --sort-by name; --sort-by=-cpu_percent for the greatest first.'
            set -g __fleetctl_places 'devices...'
        case 'window list' 'get windows'
            set -g __fleetctl_options '-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.' \
                '--no-headers	-	Leave out the line of titles.' \
                '--sort-by	any	Order by this field, as JSON has it: --sort-by name; --sort-by=-cpu_percent for the greatest first.'
        case 'device reset-credential'
            set -g __fleetctl_options '-y,--yes	-	Do not ask.'
            set -g __fleetctl_places 'devices'
        case 'agent releases' 'get releases'
            set -g __fleetctl_options '-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.' \
                '--no-headers	-	Leave out the line of titles.' \
                '--sort-by	any	Order by this field, as JSON has it: --sort-by name; --sort-by=-cpu_percent for the greatest first.'
        case 'agent upload'
            set -g __fleetctl_options '-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.'
            set -g __fleetctl_places 'file'
        case 'agent remove'
            set -g __fleetctl_places 'releases'
        case 'enroll create'
            set -g __fleetctl_options '--name	any	What it is for, for people.' \
                '--uses	=unlimited	How many devices it may enrol, 1 to 10000, or \'unlimited\' (default: 1).' \
                '--expires	any	How long it is good, such as 1h or 7d (default: 24h).' \
                '--venue	venues	Given to each device it enrols.' \
                '--tag	tags	Given to each device it enrols; may be repeated.' \
                '--approve	=auto,manual	Whether its devices are let in at once, or wait for: fleetctl device approve (default: auto).' \
                '-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.'
        case 'enroll list' 'enroll ls'
            set -g __fleetctl_options '-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.' \
                '--no-headers	-	Leave out the line of titles.' \
                '--sort-by	any	Order by this field, as JSON has it: --sort-by name; --sort-by=-cpu_percent for the greatest first.'
        case 'enroll disable'
            set -g __fleetctl_places 'enrollments'
        case 'enroll enable'
            set -g __fleetctl_places 'enrollments'
        case 'enroll revoke'
            set -g __fleetctl_places 'enrollments'
        case 'server backup'
            set -g __fleetctl_options '--force	-	Replace FILE if it is there.' \
                '-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.'
            set -g __fleetctl_places 'file'
        case 'server rotate-signing-key'
            set -g __fleetctl_options '-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.'
        case 'server check'
            set -g __fleetctl_options '-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.'
        case 'audit'
            set -g __fleetctl_words 'verify	Check that the audit log was neither changed nor cut' \
                'head	Print the end of the audit log, to be kept elsewhere' \
                'export	Print the whole audit log, one entry a line'
            set -g __fleetctl_options '--user	any	Only what this user, token or device did.' \
                '--device	devices	Only what is about this one: id, name, or the beginning of either. The whole id of a device that is gone.' \
                '--action	any	Only this, such as device.update, or all that begin so: device, login, token.' \
                '--result	=ok,refused,throttled,failed	Only ok, refused, throttled or failed.' \
                '--since	any	Not older than this: 10m, 2h, 2026-11-23, 2026-11-23T19:00.' \
                '--until	any	Older than this.' \
                '-n,--limit	any	The newest N (default: 50).' \
                '-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.' \
                '--no-headers	-	Leave out the line of titles.' \
                '--sort-by	any	Order by this field, as JSON has it: --sort-by name; --sort-by=-cpu_percent for the greatest first.'
        case 'audit verify'
            set -g __fleetctl_options '--head	file	A head kept from earlier, by which it shows whether the end was cut off or all written anew.' \
                '--file	file	Check what fleetctl audit export wrote, and ask no server.' \
                '-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.'
        case 'audit head'
            set -g __fleetctl_options '-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.'
        case 'audit export'
        case 'login' 'auth login'
            set -g __fleetctl_options '--token-stdin	-	Read the token from standard input.' \
                '--user	any	Log in as this user, with a password.' \
                '--sso	-	Log in with a browser, at the issuer that the server trusts.' \
                '--password-stdin	-	Read the password from standard input, as one line.' \
                '--oidc	-	Log in as the CI job that this runs in, by GitHub\'s identity token or by R58_FLEET_ID_TOKEN.' \
                '--oidc-token-stdin	-	Log in by the identity token on standard input.' \
                '--audience	any	Whom GitHub\'s identity token is to be for (default: the server\'s URL).'
        case 'logout' 'auth logout'
        case 'whoami' 'auth whoami'
            set -g __fleetctl_options '-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.'
        case 'user add' 'user create'
            set -g __fleetctl_options '--role	=VIEWER,OPERATOR,ADMIN	viewer (looks), operator (gives commands) or admin (decides who may do what).' \
                '--venue	venues	Reach only devices of this venue, and those that --tag names; may be repeated.' \
                '--tag	tags	Reach only devices with this tag, and those that --venue names; may be repeated.' \
                '--password-stdin	-	Read the password from standard input, as one line.' \
                '-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.'
            set -g __fleetctl_places 'any'
        case 'user list' 'users' 'user ls' 'get users'
            set -g __fleetctl_options '-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.' \
                '--no-headers	-	Leave out the line of titles.' \
                '--sort-by	any	Order by this field, as JSON has it: --sort-by name; --sort-by=-cpu_percent for the greatest first.'
        case 'user role'
            set -g __fleetctl_options '--venue	venues	Reach only devices of this venue, and those that --tag names; may be repeated.' \
                '--tag	tags	Reach only devices with this tag, and those that --venue names; may be repeated.' \
                '--everywhere	-	Reach the whole fleet, instead of some venues and tags.'
            set -g __fleetctl_places 'users' \
                '=VIEWER,OPERATOR,ADMIN'
        case 'user passwd'
            set -g __fleetctl_options '--password-stdin	-	Read the password from standard input, as one line.'
            set -g __fleetctl_places 'users'
        case 'user disable'
            set -g __fleetctl_places 'users'
        case 'user enable'
            set -g __fleetctl_places 'users'
        case 'token create' 'token add'
            set -g __fleetctl_options '--name	any	What its calls go by, in small letters.' \
                '--role	=VIEWER,OPERATOR,ADMIN	viewer (looks), operator (gives commands) or admin (decides who may do what).' \
                '--venue	venues	Reach only devices of this venue, and those that --tag names; may be repeated.' \
                '--tag	tags	Reach only devices with this tag, and those that --venue names; may be repeated.' \
                '--may	any	The only commands an operator\'s token may give, such as update,restart.' \
                '--expires	any	How long it is good, such as 30d (default: 90d).' \
                '-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.'
        case 'token list' 'tokens' 'token ls' 'get tokens'
            set -g __fleetctl_options '-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.' \
                '--no-headers	-	Leave out the line of titles.' \
                '--sort-by	any	Order by this field, as JSON has it: --sort-by name; --sort-by=-cpu_percent for the greatest first.'
        case 'token revoke' 'token delete' 'token rm'
            set -g __fleetctl_places 'tokens'
        case 'context list' 'contexts' 'context ls' 'config get-contexts'
            set -g __fleetctl_options '-o,--output	=table,wide,json,jsonl,yaml,csv,name,custom-columns=,jsonpath=	How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or jsonpath=…; see: fleetctl help output.' \
                '--no-headers	-	Leave out the line of titles.' \
                '--sort-by	any	Order by this field, as JSON has it: --sort-by name; --sort-by=-cpu_percent for the greatest first.'
        case 'context use' 'config use-context'
            set -g __fleetctl_places 'contexts'
        case 'context current' 'config current-context'
        case 'context add'
            set -g __fleetctl_places 'any'
        case 'context rename' 'config rename-context'
            set -g __fleetctl_places 'contexts' \
                'any'
        case 'context remove' 'context rm' 'context delete' 'config delete-context'
            set -g __fleetctl_places 'contexts'
        case 'open' 'dashboard'
            set -g __fleetctl_options '--print	-	Only print the address.'
            set -g __fleetctl_places 'devices'
        case 'shell'
            set -g __fleetctl_options '-f,--file	file	Run the commands in FILE, up to the first that fails, and end with its exit code.'
        case 'completion'
            set -g __fleetctl_places '=bash,zsh,fish'
        case 'help'
            set -g __fleetctl_places '=exit-codes,selectors,output,environment,devices,status,alerts,top,logs,events,commands,command,restart,update,reboot,service,bundle,lock,unlock,agent,config,wait,device,window,enroll,server,audit,login,logout,whoami,user,token,context,open,shell,completion,help,version...'
        case 'version'
            set -g __fleetctl_options '--server	-	The server\'s version, too.'
        case 'get'
            set -g __fleetctl_words 'devices	List devices' \
                'alerts	List what is wrong now, the gravest first' \
                'events	Show everything that changes, as it happens' \
                'commands	List what was asked of devices' \
                'command	Show a command, its history and its output' \
                'config	Show a device\'s configuration' \
                'device	Show everything about a device' \
                'windows	List maintenance windows' \
                'releases	List the agent\'s releases that devices may fetch' \
                'users	List who logs in with a password' \
                'tokens	List the tokens of machines and logins'
        case 'device'
            set -g __fleetctl_words 'list	List devices' \
                'ls	List devices' \
                'show	Show everything about a device' \
                'rename	Give a device a name' \
                'set	Set a device\'s venue, tags and time zone' \
                'approve	Let a device in that enrolled and waits' \
                'reject	Send a device away that waits for approval' \
                'rotate-key	Have a device change its key' \
                'replace	Have new hardware take a device\'s place' \
                'remove	Forget a device for good' \
                'delete	Forget a device for good' \
                'rm	Forget a device for good' \
                'unblock	Let commits be tried again that were rolled back' \
                'reset-credential	Let a device enrol anew, after its key was lost'
        case 'command'
            set -g __fleetctl_words 'list	List what was asked of devices' \
                'ls	List what was asked of devices' \
                'show	Show a command, its history and its output' \
                'wait	Wait for commands to end' \
                'cancel	Take a command back'
        case 'rollout'
            set -g __fleetctl_words 'restart	Restart a device\'s services'
        case 'service'
            set -g __fleetctl_words 'status	Show how a service is, and what it wrote last' \
                'start	Start a service' \
                'stop	Stop a service, until it is started again or the device boots'
        case 'agent'
            set -g __fleetctl_words 'update	Replace the agent itself by a signed release' \
                'releases	List the agent\'s releases that devices may fetch' \
                'upload	Give the server a signed release of the agent' \
                'remove	Take a release of the agent off the server'
        case 'config'
            set -g __fleetctl_words 'get	Show a device\'s configuration' \
                'set	Change a device\'s configuration' \
                'get-contexts	List the servers one has logged in to' \
                'use-context	Choose the server that is meant from now on' \
                'current-context	Show which server is meant' \
                'rename-context	Give a server another name here' \
                'delete-context	Forget a server and its token'
        case 'delete'
            set -g __fleetctl_words 'device	Forget a device for good'
        case 'window'
            set -g __fleetctl_words 'set	Say when devices may be disturbed' \
                'clear	Take maintenance windows away' \
                'list	List maintenance windows'
        case 'enroll'
            set -g __fleetctl_words 'create	Make a token with which devices enrol' \
                'list	List enrolment tokens' \
                'ls	List enrolment tokens' \
                'disable	Let an enrolment token rest' \
                'enable	Let an enrolment token work again' \
                'revoke	Make an enrolment token useless'
        case 'server'
            set -g __fleetctl_words 'backup	Save a copy of the running server\'s database' \
                'rotate-signing-key	Have access tokens signed by a new key' \
                'check	Look whether the server\'s database is sound'
        case 'auth'
            set -g __fleetctl_words 'login	Log in to a server' \
                'logout	Log out of a server' \
                'whoami	Show whom the server takes us for'
        case 'user'
            set -g __fleetctl_words 'add	Let somebody log in with a name and a password' \
                'create	Let somebody log in with a name and a password' \
                'list	List who logs in with a password' \
                'ls	List who logs in with a password' \
                'role	Change what somebody may do, and where' \
                'passwd	Change a password' \
                'disable	Log somebody out everywhere, for good' \
                'enable	Let somebody log in again'
        case 'token'
            set -g __fleetctl_words 'create	Make a token for a machine' \
                'add	Make a token for a machine' \
                'list	List the tokens of machines and logins' \
                'ls	List the tokens of machines and logins' \
                'revoke	Make a token useless' \
                'delete	Make a token useless' \
                'rm	Make a token useless'
        case 'context'
            set -g __fleetctl_words 'list	List the servers one has logged in to' \
                'ls	List the servers one has logged in to' \
                'use	Choose the server that is meant from now on' \
                'current	Show which server is meant' \
                'add	Add a server without logging in to it' \
                'rename	Give a server another name here' \
                'remove	Forget a server and its token' \
                'rm	Forget a server and its token' \
                'delete	Forget a server and its token'
        case '*'
            return 1
    end
    return 0
end

set -g __fleetctl_global (string split \n -- '--context	contexts	Use this context instead of the current one.
--url	any	Address of the server.
--token-file	file	Read the token from this file.
--ca-file	file	Trust the certificates in this file (PEM), too.
--insecure	-	Allow http:// to another machine.
--no-color	-	No colours.
--time	=relative,iso	How times are shown: relative (12 min ago), or iso (2026-11-23T19:00:00Z).
--quiet	-	Say nothing but errors; data is printed all the same.
--verbose	-	Show what the server is asked, and what it answers; never a secret.
--debug	-	Show the whole story of an error.
-h,--help	-	Show this help.')

# What an option takes: - for nothing.
function __fleetctl_kind
    for line in $__fleetctl_options $__fleetctl_global
        set -l fields (string split \t -- $line)
        if contains -- $argv[1] (string split , -- $fields[1])
            echo $fields[2]
            return
        end
    end
    echo -
end

# Asks fleetctl. What it says, or that it says nothing, stays in this shell's memory for ten seconds.
function __fleetctl_ask
    set -l program (string replace -r '^~/' "$HOME/" -- (commandline -opc)[1])
    # An alias of it completes alike.
    command -q $program; or set program fleetctl
    set -l token (set -q R58_FLEET_TOKEN; and echo set)
    set -l key "$argv|$program|$R58_FLEET_URL|$R58_FLEET_CONTEXT|$token|$R58_FLEET_TOKEN_FILE|$XDG_CONFIG_HOME"
    set -l now (date +%s)
    if test "$__fleetctl_key" != "$key"; or test (math $now - $__fleetctl_time) -gt 10
        set -g __fleetctl_answer ($program __complete $argv 2>/dev/null </dev/null)
        set -g __fleetctl_key $key
        set -g __fleetctl_time $now
    end
    set -q __fleetctl_answer[1]; and printf '%s\n' $__fleetctl_answer
end

# __fleetctl_files BEGINNING: what follows it, as files.
function __fleetctl_files
    for file in (__fish_complete_path (string replace -- "$argv[1]" '' (commandline -ct)))
        printf '%s%s\n' "$argv[1]" $file
    end
end

# __fleetctl_values KIND BEGINNING OPTION...: what can stand there, each with that beginning.
function __fleetctl_values
    set -l begin $argv[2]
    set -l ask $argv[3..-1]
    switch $argv[1]
        case any -
        case file
            __fleetctl_files "$begin"
        case '=*'
            for value in (string split , -- (string sub -s 2 -- $argv[1]))
                printf '%s%s\n' $begin $value
            end
        case '*'
            for line in (__fleetctl_ask $argv[1] $ask)
                printf '%s%s\n' $begin $line
            end
    end
end

function __fleetctl_complete
    set -l tokens (commandline -opc)
    set -l cur (commandline -ct)
    set -l route ''
    set -l kind -
    set -l option ''
    set -l place 1
    set -l ask
    __fleetctl_model ''
    for word in $tokens[2..-1]
        if test $kind != -
            if contains -- $option --context --url --token-file --ca-file
                set -a ask $option $word
            end
            set kind -
        else if string match -qr -- '^--(context|url|token-file|ca-file)=' $word
            set -a ask $word
        else if string match -q -- '--*=*' $word
            # an option with its value
        else if string match -q -- '-*' $word
            if test $word = --insecure
                set -a ask $word
            end
            set option $word
            set kind (__fleetctl_kind $word)
        else if test $place -eq 1; and set -q __fleetctl_words[1]; and __fleetctl_model (string trim -- "$route $word")
            set route (string trim -- "$route $word")
        else
            __fleetctl_model $route
            set place (math $place + 1)
        end
    end
    set -l begin ''
    if test $kind = -; and string match -q -- '--*=*' $cur
        set begin (string replace -r -- '=.*' = $cur)
        set kind (__fleetctl_kind (string trim -c = -- $begin))
    end
    if test $kind != -
        __fleetctl_values $kind "$begin" $ask
        return
    else if string match -q -- '-*' $cur
        for line in $__fleetctl_options $__fleetctl_global
            set -l fields (string split \t -- $line)
            for name in (string split , -- $fields[1])
                printf '%s\t%s\n' $name $fields[3]
            end
        end
        return
    end
    if test $place -eq 1; and set -q __fleetctl_words[1]
        printf '%s\n' $__fleetctl_words
    end
    if set -q __fleetctl_places[1]
        if test $place -le (count $__fleetctl_places)
            __fleetctl_values (string replace ... '' -- $__fleetctl_places[$place]) '' $ask
        else if string match -q -- '*...' $__fleetctl_places[-1]
            __fleetctl_values (string replace ... '' -- $__fleetctl_places[-1]) '' $ask
        end
    end
end

complete -c fleetctl -f -a '(__fleetctl_complete)'
