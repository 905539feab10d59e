package store

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
)

// openPostgres opens one pool. pgx prepares and caches each statement per connection; behind a transaction pooler put
// default_query_exec_mode=exec into the URL.
func (s *Store) openPostgres(ctx context.Context, o Options) error {
	s.engine = PostgreSQL
	cfg, err := pgx.ParseConfig(o.URL)
	if err != nil {
		return err
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
	s.write = stdlib.OpenDB(*cfg)
	s.write.SetMaxOpenConns(size)
	s.write.SetMaxIdleConns(size)
	s.write.SetConnMaxLifetime(30 * time.Minute)
	s.read = s.write
	return s.write.PingContext(ctx)
}
