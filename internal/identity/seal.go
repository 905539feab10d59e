package identity

import (
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"io"

	"huiyin/internal/store"
)

// errSealed says that something was sealed under another secret.
var errSealed = errors.New("identity: sealed under another secret")

// box seals for the holder of a secret. Slips are sealed under a key of their batch, and that key under the token of the session that asked:
// the database knows only the token's hash, so neither it nor a copy of it opens them.
func box(secret string) (cipher.AEAD, error) {
	key, err := hkdf.Key(sha256.New, []byte(secret), nil, "huiyin first passwords", 32)
	if err != nil {
		return nil, err
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCM(block)
}

// seal closes what belongs to a batch.
func (s *Service) seal(secret, batch string, plain []byte) (string, error) {
	aead, err := box(secret)
	if err != nil {
		return "", err
	}
	nonce := make([]byte, aead.NonceSize())
	if _, err := io.ReadFull(s.Random, nonce); err != nil {
		return "", err
	}
	return base64.StdEncoding.EncodeToString(aead.Seal(nonce, nonce, plain, []byte(batch))), nil
}

// unseal opens what seal has closed; errSealed for any other secret or batch.
func unseal(secret, batch, sealed string) ([]byte, error) {
	aead, err := box(secret)
	if err != nil {
		return nil, err
	}
	raw, err := base64.StdEncoding.DecodeString(sealed)
	if err != nil || len(raw) < aead.NonceSize() {
		return nil, errSealed
	}
	plain, err := aead.Open(nil, raw[:aead.NonceSize()], raw[aead.NonceSize():], []byte(batch))
	if err != nil {
		return nil, errSealed
	}
	return plain, nil
}

// renew gives a session another token, and with it what waits for its holder: first passwords are still there for whoever has switched post or
// changed the password since they were asked for. The old token opens nothing any more.
func (s *Service) renew(ctx context.Context, tx *store.Tx, was, next Who) error {
	if err := tx.RenewWebSession(ctx, was.Session, was.hash, next.hash, next.Actor.Post.ID); err != nil {
		return err
	}
	batches, err := tx.SlipBatches(ctx, was.Session)
	if err != nil {
		return err
	}
	for _, b := range batches {
		key, err := unseal(was.token, b.ID, b.Key)
		if err != nil {
			return err
		}
		sealed, err := s.seal(next.token, b.ID, key)
		if err != nil {
			return err
		}
		if err := tx.RekeySlipBatch(ctx, b.ID, sealed); err != nil {
			return err
		}
	}
	return nil
}
