package store

import (
	"context"
	"database/sql/driver"
)

// The SQLite driver compiles a statement each time it is run by text, and database/sql cannot prepare on the pool while
// the only writing connection is in a transaction. So each connection keeps the statements it has compiled; a point
// read then costs no compiling.

// cachedStatements bounds the memory of one connection; the program has fewer fixed texts, filters make the rest.
const cachedStatements = 256

// longestCached keeps the texts of bulk inserts out: large, and rarely the same twice.
const longestCached = 8 << 10

type cachingConnector struct{ driver.Connector }

func (c cachingConnector) Connect(ctx context.Context) (driver.Conn, error) {
	inner, err := c.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	full, ok := inner.(fullConn)
	if !ok {
		return inner, nil
	}
	return &cachingConn{fullConn: full, cache: map[string]*cachedStmt{}}, nil
}

// fullConn is what the driver's connection offers and the pool uses.
type fullConn interface {
	driver.Conn
	driver.ConnBeginTx
	driver.ConnPrepareContext
	driver.ExecerContext
	driver.QueryerContext
	driver.Pinger
	driver.SessionResetter
	driver.Validator
}

type fullStmt interface {
	driver.Stmt
	driver.StmtExecContext
	driver.StmtQueryContext
}

type cachedStmt struct {
	fullStmt
	busy bool // its rows are still being read
}

// cachingConn is used by one goroutine at a time, as database/sql promises.
type cachingConn struct {
	fullConn
	cache map[string]*cachedStmt
}

// statement returns an idle compiled statement for query, or nil when it must be run by text.
func (c *cachingConn) statement(ctx context.Context, query string) (*cachedStmt, error) {
	if st := c.cache[query]; st != nil {
		if st.busy {
			return nil, nil
		}
		return st, nil
	}
	if len(query) > longestCached || len(c.cache) >= cachedStatements && !c.forgetOne() {
		return nil, nil
	}
	raw, err := c.fullConn.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	full, ok := raw.(fullStmt)
	if !ok {
		return nil, raw.Close()
	}
	st := &cachedStmt{fullStmt: full}
	c.cache[query] = st
	return st, nil
}

func (c *cachingConn) forgetOne() bool {
	for query, st := range c.cache {
		if !st.busy {
			delete(c.cache, query)
			_ = st.Close()
			return true
		}
	}
	return false
}

func (c *cachingConn) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	st, err := c.statement(ctx, query)
	if err != nil {
		return nil, err
	}
	if st == nil {
		return c.fullConn.ExecContext(ctx, query, args)
	}
	return st.ExecContext(ctx, args)
}

func (c *cachingConn) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	st, err := c.statement(ctx, query)
	if err != nil {
		return nil, err
	}
	if st == nil {
		return c.fullConn.QueryContext(ctx, query, args)
	}
	rows, err := st.QueryContext(ctx, args)
	if err != nil {
		return nil, err
	}
	st.busy = true
	return &cachedRows{Rows: rows, st: st}, nil
}

func (c *cachingConn) Close() error {
	for _, st := range c.cache {
		_ = st.Close()
	}
	c.cache = nil
	return c.fullConn.Close()
}

type cachedRows struct {
	driver.Rows
	st *cachedStmt
}

func (r *cachedRows) Close() error {
	err := r.Rows.Close()
	r.st.busy = false
	return err
}
