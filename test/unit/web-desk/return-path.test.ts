import { describe, expect, it } from 'vitest'
import { returnPathOf } from '#shared/web-desk/return-path.ts'

const START = '/desk/queue?view=now'

describe('a path to go back to', () => {
	it.each([
		'/desk/queue?view=mine&channel=x',
		'/desk/cases/7K3M9QX',
		'/desk/cases/7K3M9QX?before=abc_-&done=sent#e-msg_0123',
		'/desk/search?q=Karl%20M%C3%BCller',
		'/desk/me',
	])('is %s as it is', (path) => {
		expect(returnPathOf(path)).toBe(path)
	})

	it.each([
		undefined,
		'',
		'/',
		'/desk',
		'/desk/',
		'//evil.example',
		'//evil.example/desk/queue',
		'/desk//evil.example',
		'/desk/queue//x',
		'https://evil.example/desk/queue',
		'/\\evil.example',
		'/desk\\..\\evil',
		'/desk/\\evil.example',
		'/desk/../api/cases',
		'/desk/./queue',
		'/desk/..',
		'/desk/%2e%2e/api',
		'/desk/%2f%2fevil.example',
		'/desk/%5cevil',
		'/desk/queue\u0000',
		'/desk/queue\r\nSet-Cookie: desk=x',
		'/desk/queue?x=<script>',
		'/desk/queue?x=\\',
		'/desk/queue#//evil',
		'/deskevil/queue',
		'/desk@evil.example/queue',
		'/Desk/queue',
		' /desk/queue',
		'/desk/queue ',
		'javascript:alert(1)',
		`/desk/queue?x=${'a'.repeat(1_000)}`,
		'/desk/sign-in?back=/desk/queue',
		'/desk/signed-in?code=x',
		'/desk/sign-out',
		'/desk/assets/x.js',
		'/desk/cases/7K3M9QX/acts/claim',
		'/desk/acts/agents/me/duty',
	])('is the queue instead of %j', (path) => {
		expect(returnPathOf(path)).toBe(START)
	})

	it('is what a page says instead, where it says so', () => {
		expect(returnPathOf('//evil', '/desk/cases/7K3M9QX')).toBe('/desk/cases/7K3M9QX')
	})
})
