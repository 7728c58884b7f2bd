package main

deny contains "approval-bypass-mode: nobody is asked" if input.permissions.defaultMode == "bypassPermissions"

deny contains "approval-bypass-mode: every tool is allowed" if "*" in input.permissions.allow
