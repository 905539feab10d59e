package store_test

import (
	"fmt"
	"io"
	"testing"

	"github.com/jackc/pgx/v5"

	"huiyin/internal/fault"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
)

// A PostgreSQL that goes away in the middle of a conversation is out of reach, and no fault of the program.
func TestAConversationCutShortIsSaid(t *testing.T) {
	url := storetest.PostgresURL(t)
	s := storetest.Open(t, url, storetest.NewClock())
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	if err := conn.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	_, closed := conn.Exec(t.Context(), "SELECT 1")
	for name, cause := range map[string]error{"closed": closed, "broken off": fmt.Errorf("receive: %w", io.ErrUnexpectedEOF)} {
		err := s.Do(t.Context(), func(*store.Tx) error { return cause })
		if f, ok := fault.As(err); !ok || f.Key != "store.unreachable" || f.Kind != fault.Unavailable {
			t.Errorf("%s: %v became %v", name, cause, err)
		}
	}
}
