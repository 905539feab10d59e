package cli

import (
	"net"
	"testing"
)

// The warning about known passwords stands or falls with who can reach the address.
func TestWhatOtherMachinesReach(t *testing.T) {
	for address, want := range map[string]bool{
		"127.0.0.1:80": false, "127.9.9.9:80": false, "[::1]:80": false,
		"0.0.0.0:80": true, "[::]:80": true, "10.0.0.5:80": true, "[fe80::1]:80": true,
	} {
		a, err := net.ResolveTCPAddr("tcp", address)
		if err != nil {
			t.Fatal(err)
		}
		if reachable(a) != want {
			t.Errorf("%s: %v", address, !want)
		}
	}
}
