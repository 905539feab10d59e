// Package calendar counts days as the law counts them. It is pure: no database, no clock, no time zone.
package calendar
