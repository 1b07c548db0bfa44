import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { z } from 'zod'
import { practiceAgents } from '#infra/local/practice/sign-in/agents.ts'
import { waitUntil } from '#infra/local/story/wait-until.ts'
import type { BootedSystem } from '#test/fixtures/running-system.ts'
import { it } from '#test/fixtures/system-test.ts'

const tokenSchema = z.object({ token: z.string() })
const lineSchema = z.object({
	route: z.string(),
	status: z.string(),
	integrationStatus: z.string(),
	authorizerError: z.string(),
})

const tokenFor = async ({ origin }: BootedSystem, who: string): Promise<string> =>
	tokenSchema.parse(await (await fetch(`${origin}/practice/token?${who}`)).json()).token

const ask = async ({ origin }: BootedSystem, path: string, token?: string) => {
	const headers = new Headers(token === undefined ? {} : { authorization: `Bearer ${token}` })
	const answer = await fetch(`${origin}${path}`, { headers })
	const { status } = answer
	return {
		status,
		body: z.looseObject({}).parse(await answer.json()),
		challenge: answer.headers.get('www-authenticate'),
	}
}

describe('the door of the desk', () => {
	it('lets each agent through to the function, which knows what their role may', async ({ system }) => {
		for (const { id, role } of practiceAgents) {
			const { status, body } = await ask(system, '/api/cases', await tokenFor(system, `agent=${id}`))
			// A 403 of the function is a problem, one of the door has a message.
			expect([id, status, 'message' in body]).toEqual([id, role === 'callcentre' ? 403 : 200, false])
		}
	})

	it('opens to all who ask for health and the description, and for nothing else', async ({ system }) => {
		for (const path of ['/api/health', '/api/openapi.json']) expect((await ask(system, path)).status).toBe(200)
		for (const path of ['/api/cases', '/api/nowhere', '/api/health/', '/api/agents'])
			expect([path, await ask(system, path)]).toEqual([
				path,
				{ status: 401, body: { message: 'Unauthorized' }, challenge: 'Bearer' },
			])
	})

	it('is shut to machines, to changed tokens and to text, without a call of a function', async ({ system }) => {
		const token = await tokenFor(system, 'agent=anna')
		const [head, , signature] = token.split('.')
		const body = Buffer.from(JSON.stringify({ sub: 'lea' })).toString('base64url')
		for (const wrong of [`${head}.${body}.${signature}`, `${token}x`, 'x', 'a.b.c'])
			expect(await ask(system, '/api/cases', wrong)).toMatchObject({ status: 401, body: { message: 'Unauthorized' } })
		const machine = await tokenFor(system, 'client=backoffice')
		expect(await ask(system, '/api/cases', machine)).toMatchObject({ status: 403, body: { message: 'Forbidden' } })
	})

	it('writes who was refused where into the access log: the route and the reason, no token', async ({ system }) => {
		const token = await tokenFor(system, 'client=backoffice')
		const file = join(system.dataDirectory, 'logs', 'desk-access.log')
		await ask(system, '/api/parked?q=secret', token)
		await ask(system, '/api/parked?q=secret', 'x.y.z')
		// The log is written after the answer: the 401 comes last, whatever earlier refusals are in it.
		const refused = await waitUntil('the lines of the log', async () => {
			const lines = readFileSync(file, 'utf8').trim().split('\n')
			const found = lines.map((line) => lineSchema.parse(JSON.parse(line)))
			const last = found.filter(({ integrationStatus }) => integrationStatus === '-').slice(-2)
			return last[0]?.status === '403' && last[1]?.status === '401' ? last : undefined
		})
		expect(refused).toEqual([
			{
				route: 'ANY /api/{proxy+}',
				status: '403',
				integrationStatus: '-',
				authorizerError: 'insufficient_scope',
			},
			{
				route: 'ANY /api/{proxy+}',
				status: '401',
				integrationStatus: '-',
				authorizerError: 'the token is not valid',
			},
		])
		for (const word of ['secret', token, 'x.y.z']) expect(readFileSync(file, 'utf8')).not.toContain(word)
	})
})
