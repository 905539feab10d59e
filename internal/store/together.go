package store

import (
	"context"
	"database/sql"
	"errors"
)

// group is a writing transaction of SQLite that several who changed something one after another commit together: what the disk takes for a commit it
// takes once for all of them.
type group struct {
	tx      *sql.Tx // nil: the next who comes begins one
	members []chan error
}

// groups hands the group to those who want to write, in the order in which they came. Whoever has it is the only writer.
type groups chan *group

func newGroups() groups {
	q := make(groups, 1)
	q <- &group{}
	return q
}

// errLost is for those whose changes went with the group's transaction because a statement of another ended it: they change again.
var errLost = raced{errors.New("store: the transaction was ended by another's statement")}

// together runs fn in the group's transaction and returns when that is committed.
//
// Who is done puts the group back, and those who wait take it first. When it comes round to somebody who is done already, everybody who had come
// by then has had a turn: that one commits for all. Nobody else waiting, that is at once. Who goes alone commits what there is, and then the own.
func (s *Store) together(ctx context.Context, alone bool, fn func(*sql.Tx) error) error {
	var g *group
	select {
	case g = <-s.groups:
	case <-ctx.Done():
		return ctx.Err()
	}
	done := make(chan error, 1)
	if err := s.join(ctx, alone, g, done, fn); err != nil {
		return err
	}
	select {
	case err := <-done:
		return err
	case g = <-s.groups:
	}
	defer func() { s.groups <- g }()
	select {
	case err := <-done: // committed meanwhile: this is a later group
		return err
	default:
		g.end(g.tx.Commit())
		return <-done
	}
}

// join runs fn as one more part of the group's transaction, puts who waits at done among its members unless fn fails, and puts the group back.
func (s *Store) join(ctx context.Context, alone bool, g *group, done chan error, fn func(*sql.Tx) error) (err error) {
	defer func() { s.groups <- g }()
	if err := ctx.Err(); err != nil {
		return err
	}
	if alone && g.tx != nil {
		g.end(g.tx.Commit())
	}
	if g.tx == nil {
		// not the caller's context: the others' changes do not end with it
		if g.tx, err = s.write.BeginTx(context.WithoutCancel(ctx), nil); err != nil {
			return err
		}
	}
	if err := g.exec("SAVEPOINT part"); err != nil {
		return err
	}
	whole := false
	defer func() {
		switch {
		case whole:
		case g.exec("ROLLBACK TO part") != nil || g.exec("RELEASE part") != nil: // an error of the disk, or an interrupted statement, has ended all of it
		case len(g.members) == 0: // nothing to commit
			g.end(g.tx.Rollback())
		}
	}()
	if err := fn(g.tx); err != nil {
		return err
	}
	if err := g.exec("RELEASE part"); err != nil {
		return err
	}
	whole = true
	g.members = append(g.members, done)
	if alone {
		g.end(g.tx.Commit())
	}
	return nil
}

// exec runs a statement that draws the lines between members. When it fails nobody's changes are left.
func (g *group) exec(statement string) error {
	if g.tx == nil {
		return errLost
	}
	if _, err := g.tx.ExecContext(context.Background(), statement); err != nil {
		_ = g.tx.Rollback()
		g.end(errLost)
		return errLost
	}
	return nil
}

// end tells the members how it ended and makes room for the next transaction.
func (g *group) end(err error) {
	for _, m := range g.members {
		m <- err
	}
	g.tx, g.members = nil, nil
}
