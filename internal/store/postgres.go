package store

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"

	"huiyin/internal/fault"
)

// writersAtOnce is how many of this process change something at a time. More lose more races against each other than they gain: with sixteen the
// slowest twentieth of acts takes twice the time, and fewer are done.
const writersAtOnce = 3

// openPostgres opens one pool. pgx prepares and caches each statement per connection; behind a transaction pooler put
// default_query_exec_mode=exec into the URL.
func (s *Store) openPostgres(ctx context.Context, o Options) error {
	s.engine = PostgreSQL
	cfg, err := pgx.ParseConfig(o.URL)
	if err != nil { // whose words would show the address, and are English
		return fault.New(fault.Invalid, "store.bad_url")
	}
	if cfg.ConnectTimeout == 0 {
		cfg.ConnectTimeout = 10 * time.Second
	}
	if cfg.RuntimeParams["application_name"] == "" {
		cfg.RuntimeParams["application_name"] = "huiyin"
	}
	cfg.RuntimeParams["timezone"] = "UTC"
	size := o.Readers
	if size < 1 {
		size = 10
	}
	s.write = stdlib.OpenDB(*cfg, stdlib.OptionAfterConnect(planned))
	s.write.SetMaxOpenConns(size)
	s.write.SetMaxIdleConns(size)
	s.write.SetConnMaxLifetime(30 * time.Minute)
	s.read = s.write
	s.writers = newQueue(firstPlace(), writersAtOnce)
	return s.write.PingContext(ctx)
}

// planned keeps PostgreSQL from compiling statements of many conditions to machine code and from planning each of them anew for its
// arguments: both take longer than to answer. They are not parameters of the start, which poolers refuse.
func planned(ctx context.Context, conn *pgx.Conn) error {
	_, err := conn.Exec(ctx, `SET jit = off; SET plan_cache_mode = force_generic_plan`)
	return err
}
