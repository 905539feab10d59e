// Huiyin 回音 follows what deputies to a People's Congress suggest (人大代表建议) from the draft to the kept promise.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"huiyin/internal/cli"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := cli.Main(ctx, os.Args[1:], os.Getenv, os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}
