package identity

import (
	"context"
	"errors"
	"strings"
	"testing"
)

func TestPasswordHashes(t *testing.T) {
	s := New(nil, nil)
	ctx := context.Background()
	phc, err := s.Hash(ctx, "回音 password")
	if err != nil || !strings.HasPrefix(phc, "$argon2id$v=19$m=19456,t=2,p=1$") {
		t.Fatal(phc, err)
	}
	for password, want := range map[string]bool{"回音 password": true, "回音 passworD": false, "": false} {
		if got, err := s.matches(ctx, password, phc); got != want || err != nil {
			t.Errorf("%q: %v %v", password, got, err)
		}
	}
	if got, err := s.matches(ctx, "", ""); got || err != nil {
		t.Error("no account, and it matches", err)
	}
	for _, bad := range []string{
		"plain", "$argon2i$v=19$m=1,t=1,p=1$AAAA$AAAA", "$argon2id$v=18$m=1,t=1,p=1$AAAA$AAAA", "$argon2id$v=19$m=1$AAAA$AAAA",
		"$argon2id$v=19$m=64,t=1,p=1$AAAA$", "$argon2id$v=19$m=64,t=1,p=1$AAAA$AAAA", "$argon2id$v=19$m=64,t=0,p=1$AAAA$" + strings.Repeat("A", 43), "$argon2id$v=19$m=64,t=1,p=1$!!$AAAA",
	} {
		if _, err := s.matches(ctx, "x", bad); !errors.Is(err, errPHC) {
			t.Errorf("%s: %v", bad, err)
		}
	}
}

func TestWaitingForAHashCanBeGivenUp(t *testing.T) {
	s := New(nil, nil)
	s.hashing <- struct{}{}
	s.hashing <- struct{}{}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := s.Hash(ctx, "x"); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
