package main

import (
	"bufio"
	"net"
	"net/http"
	"time"
)

// line is the connection of one worker, which sends a request and reads its answer by itself. Go's own transport keeps two goroutines for each
// connection and hands every request and every answer from one to the next, on the cores of what is measured.
type line struct {
	conn net.Conn
	in   *bufio.Reader
	out  *bufio.Writer
}

// RoundTrip is called by one worker, who reads every answer to its end before the next request.
func (l *line) RoundTrip(r *http.Request) (*http.Response, error) {
	if l.conn == nil {
		var err error
		if l.conn, err = net.DialTimeout("tcp", r.URL.Host, 5*time.Second); err != nil {
			return nil, err
		}
		l.in, l.out = bufio.NewReaderSize(l.conn, 16<<10), bufio.NewWriter(l.conn)
	}
	resp, err := l.ask(r)
	if err != nil {
		l.hangUp()
	}
	return resp, err
}

func (l *line) ask(r *http.Request) (*http.Response, error) {
	if err := l.conn.SetDeadline(time.Now().Add(time.Minute)); err != nil {
		return nil, err
	}
	if err := r.Write(l.out); err != nil {
		return nil, err
	}
	if err := l.out.Flush(); err != nil {
		return nil, err
	}
	return http.ReadResponse(l.in, r)
}

// CloseIdleConnections ends the line.
func (l *line) CloseIdleConnections() {
	if l.conn != nil {
		l.hangUp()
	}
}

// hangUp gives the connection up: the next request opens another.
func (l *line) hangUp() {
	_ = l.conn.Close()
	l.conn = nil
}
