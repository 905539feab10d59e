package verify_test

import (
	"testing"

	"huiyin/internal/store/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }
