import { describe, expect, it } from 'vitest'
import { jsonOfForm } from '#shared/web-desk/form-json.ts'

describe('the fields of a form', () => {
	it('become the JSON that the API takes, of the types that their names say', () => {
		expect(
			jsonOfForm([
				['text', 'Guten Tag,\r\ndanke.'],
				['version:number', '12'],
				['urgent:boolean', 'on'],
				['quiet:boolean', 'false'],
				['fields:list', 'name'],
				['fields:list', 'phone'],
				['overrides:objects', '{"warning":"otherLanguage","reason":"checked"}'],
				['overrides:objects', ''],
				['overrides:objects', '{"warning":"isLong","reason":"needed"}'],
				['closing.when', 'sent'],
				['closing.outcome', 'helped'],
				['closing.count:number', '-3.5'],
			]),
		).toEqual({
			text: 'Guten Tag,\ndanke.',
			version: 12,
			urgent: true,
			quiet: false,
			fields: ['name', 'phone'],
			overrides: [
				{ warning: 'otherLanguage', reason: 'checked' },
				{ warning: 'isLong', reason: 'needed' },
			],
			closing: { when: 'sent', outcome: 'helped', count: -3.5 },
		})
	})

	it('turn the time of a clock in Germany into an instant, summer and winter', () => {
		expect(
			jsonOfForm([
				['dueAt:local', '2026-12-01T14:05'],
				['promise.dueAt:local', '2026-07-01T00:00'],
				['until:local', '2026-02-31T10:00'],
				['at:local', 'tomorrow'],
			]),
		).toEqual({
			dueAt: '2026-12-01T13:05:00.000Z',
			promise: { dueAt: '2026-06-30T22:00:00.000Z' },
			until: '2026-02-31T10:00',
			at: 'tomorrow',
		})
	})

	it('leave out what is empty, and what is the desk’s own', () => {
		expect(
			jsonOfForm([
				['_csrf', 'x'],
				['_key', 'y'],
				['note', ''],
				['version:number', ''],
				['fields:list', ''],
				['closing.reason', ''],
			]),
		).toEqual({})
	})

	it('keep as text what does not fit its type, so that the API says what is wrong with it', () => {
		expect(
			jsonOfForm([
				['version:number', '0x10'],
				['count:number', '1e9'],
				['urgent:boolean', 'yes'],
				['overrides:objects', '{"warning":'],
				['overrides:objects', '[1]'],
			]),
		).toEqual({ version: '0x10', count: '1e9', urgent: 'yes', overrides: ['{"warning":', '[1]'] })
	})

	it('take the last of a name that comes twice: a box after its hidden default', () => {
		expect(
			jsonOfForm([
				['urgent:boolean', 'false'],
				['urgent:boolean', 'true'],
			]),
		).toEqual({ urgent: true })
	})

	it('never reach a prototype', () => {
		const made = jsonOfForm([
			['constructor.prototype.polluted', 'yes'],
			['toString', 'mine'],
		])
		expect(Object.hasOwn(made, 'constructor')).toBe(true)
		expect(Reflect.get({}, 'polluted')).toBeUndefined()
		expect(jsonOfForm([['__proto__', 'x']])).toEqual({})
	})

	it.each(['a.__proto__.b', 'a[0]', 'a..b', 'text:date', 'a:number:list', 'a.b.c.d.e', '', 'ä'])(
		'refuse the name %j',
		(name) => {
			expect(() => jsonOfForm([[name, 'x']])).toThrow(expect.objectContaining({ code: 'formMalformed' }))
		},
	)

	it('refuse more of them than any form has', () => {
		const many = Array.from({ length: 501 }, (): [string, string] => ['fields:list', 'x'])
		expect(() => jsonOfForm(many)).toThrow(expect.objectContaining({ code: 'tooLarge' }))
	})
})
