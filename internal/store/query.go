package store

import (
	"context"
	"database/sql"
	"errors"

	"huiyin/internal/fault"
)

// All runs a query and returns its rows. The function ptrs gives, for a fresh T, the places of its columns in order.
func All[T any](ctx context.Context, tx *Tx, ptrs func(*T) []any, query string, args ...any) ([]T, error) {
	rows, err := tx.tx.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []T
	for rows.Next() {
		var v T
		if err := rows.Scan(ptrs(&v)...); err != nil {
			return nil, err
		}
		list = append(list, v)
	}
	return list, rows.Err()
}

// One runs a query that gives one row; without a row it returns a fault of kind NotFound.
func One[T any](ctx context.Context, tx *Tx, ptrs func(*T) []any, query string, args ...any) (T, error) {
	var v T
	err := tx.tx.QueryRowContext(ctx, query, args...).Scan(ptrs(&v)...)
	if errors.Is(err, sql.ErrNoRows) {
		return v, fault.New(fault.NotFound, "fault.not_found")
	}
	return v, err
}

// Value runs a query that gives a single value, such as a count; without a row it returns a fault of kind NotFound.
func Value[T any](ctx context.Context, tx *Tx, query string, args ...any) (T, error) {
	return One(ctx, tx, self[T], query, args...)
}

// Column runs a query that gives one column.
func Column[T any](ctx context.Context, tx *Tx, query string, args ...any) ([]T, error) {
	return All(ctx, tx, self[T], query, args...)
}

func self[T any](v *T) []any { return []any{v} }

// Null is the argument for a reference that may be absent: NULL for 0.
func Null(id int64) any {
	if id == 0 {
		return nil
	}
	return id
}

// Zero is the scanning place for a reference that may be absent: 0 for NULL.
func Zero(id *int64) any { return zero{id} }

type zero struct{ to *int64 }

func (z zero) Scan(src any) error {
	var n sql.NullInt64
	if err := n.Scan(src); err != nil {
		return err
	}
	*z.to = n.Int64
	return nil
}
