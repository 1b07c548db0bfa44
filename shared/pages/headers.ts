import { createHash } from 'node:crypto'
import { SCRIPT, STYLE } from './style.ts'

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

const POLICY = [
	"default-src 'none'",
	`script-src ${hashOf(SCRIPT)}`,
	`style-src ${hashOf(STYLE)}`,
	'img-src data:',
	"form-action 'self'",
	"frame-ancestors 'none'",
	"base-uri 'none'",
	"require-trusted-types-for 'script'",
].join('; ')

/**
 * The headers of every response, errors included: forbid storing, framing, sniffing, referring and foreign resources.
 */
export const HEADERS: Readonly<Record<string, string>> = {
	'content-security-policy': POLICY,
	'referrer-policy': 'no-referrer',
	'cache-control': 'no-store',
	'strict-transport-security': 'max-age=63072000; includeSubDomains',
	'x-content-type-options': 'nosniff',
	'x-frame-options': 'DENY',
	'cross-origin-opener-policy': 'same-origin',
	'cross-origin-resource-policy': 'same-origin',
	'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
	'x-robots-tag': 'noindex, nofollow, noarchive',
}
