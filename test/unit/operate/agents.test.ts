import type { ServerResponse } from 'node:http'
import { describe, expect } from 'vitest'
import { z } from 'zod'
import { manageAgents } from '#infra/operate/agents.ts'
import { changeRoster } from '#shared/agents/change-roster.ts'
import { createSignedCall } from '#shared/aws/signed-call.ts'
import { realClock, systemClock } from '#shared/kernel/clock.ts'
import { systemRandom } from '#shared/kernel/id.ts'
import { itOnAws, type LedStandIn } from '#test/fixtures/led-stand-in.ts'
import { createMemoryRosterStore } from '#test/memory/roster-store.ts'
import { isSignedRight } from '#test/support/aws-signature.ts'
import type { ReceivedRequest } from '#test/support/https-to-http.ts'

const POOL = 'eu-central-1_Pool'
const MAIL = 'lea@hilft.example'

const inputSchema = z.object({
	UserPoolId: z.string(),
	Username: z.string(),
	GroupName: z.string().optional(),
	MessageAction: z.string().optional(),
	UserAttributes: z.array(z.object({ Name: z.string(), Value: z.string() })).optional(),
	DesiredDeliveryMediums: z.array(z.string()).optional(),
})

type Member = { readonly sub: string; status: string; isEnabled: boolean; readonly groups: Set<string> }

const stackXml = (outputs: Readonly<Record<string, string>>): string =>
	`<DescribeStacksResponse><Stacks><member><Outputs>${Object.entries(outputs)
		.map(([key, value]) => `<member><OutputKey>${key}</OutputKey><OutputValue>${value}</OutputValue></member>`)
		.join('')}</Outputs></member></Stacks></DescribeStacksResponse>`

/** A pool behind the protocol of Cognito, and a stack that names it. */
const createPool = (aws: LedStandIn) => {
	const members = new Map<string, Member>()
	const mails: string[] = []
	let outputs: Readonly<Record<string, string>> = { Dkim: 'x', AgentPoolId: POOL, AgentPoolIssuer: 'y' }
	const refuse = (response: ServerResponse, code: string) =>
		void response.writeHead(400).end(JSON.stringify({ __type: code, message: 'Words of AWS' }))
	const attributesOf = ({ sub }: Member) => [{ Name: 'sub', Value: sub }]
	const actions: Readonly<Record<string, (input: z.infer<typeof inputSchema>, response: ServerResponse) => void>> = {
		AdminCreateUser: ({ Username: mail, MessageAction: action }, response) => {
			const known = members.get(mail)
			if (known !== undefined && action !== 'RESEND') return refuse(response, 'UsernameExistsException')
			const member = known ?? {
				sub: `sub-${members.size}`,
				status: 'FORCE_CHANGE_PASSWORD',
				isEnabled: true,
				groups: new Set<string>(),
			}
			members.set(mail, member)
			mails.push(mail)
			response.end(JSON.stringify({ User: { Username: member.sub, Attributes: attributesOf(member) } }))
		},
		AdminGetUser: ({ Username: mail }, response) => {
			const member = members.get(mail)
			if (member === undefined) return refuse(response, 'UserNotFoundException')
			const { status: UserStatus, isEnabled: Enabled } = member
			response.end(JSON.stringify({ UserAttributes: attributesOf(member), UserStatus, Enabled }))
		},
		AdminAddUserToGroup: ({ Username: mail, GroupName: group = '' }, response) => {
			members.get(mail)?.groups.add(group)
			response.end('{}')
		},
	}
	aws.answer = ({ host, headers, body }: ReceivedRequest, response) => {
		if (host.startsWith('cloudformation.')) {
			const stack = new URLSearchParams(body.toString()).get('StackName')
			if (stack === 'hilft-prod-stateful') return void response.end(stackXml(outputs))
			return void response
				.writeHead(400)
				.end('<ErrorResponse><Error><Code>ValidationError</Code></Error></ErrorResponse>')
		}
		const [target, action = ''] = String(headers['x-amz-target']).split('.')
		const input = inputSchema.parse(JSON.parse(body.toString()))
		if (target !== 'AWSCognitoIdentityProviderService' || input.UserPoolId !== POOL)
			return refuse(response, 'ResourceNotFoundException')
		actions[action]?.(input, response)
	}
	return {
		members,
		mails,
		has: (changed: Readonly<Record<string, string>>) => {
			outputs = changed
		},
	}
}

const it = itOnAws
	.extend('pool', ({ aws }) => createPool(aws))
	.extend('roster', () => createMemoryRosterStore({ clock: systemClock, random: systemRandom }))
	.extend('run', ({ roster }) => async (typed: string, hasCredentials = true) => {
		const lines: string[] = []
		const code = await manageAgents(typed.split(' '), {
			call: createSignedCall({ attempts: 1 }),
			say: (line) => void lines.push(line),
			hasCredentials,
			rosterIn: async (table) => {
				lines.push(`Table ${table}`)
				return { roster, clock: systemClock, realClock, random: systemRandom }
			},
		})
		return { code, text: lines.join('\n') }
	})

describe('npm run agents', () => {
	it('invites the first lead by mail, into the pool of the stage, and says what happens next', async ({
		aws,
		pool,
		run,
	}) => {
		const { code, text } = await run(`first ${MAIL} --stage prod`)
		expect(code).toBe(0)
		expect(text).toContain(`${MAIL} was invited`)
		expect(text).toContain('writes their record into the roster')
		expect([...(pool.members.get(MAIL)?.groups ?? [])]).toEqual(['lead'])
		expect(pool.mails).toEqual([MAIL])
		for (const received of aws.received) expect(isSignedRight(received, 'secret')).toBe(true)
		const created = aws.received.find(({ headers }) => String(headers['x-amz-target']).endsWith('AdminCreateUser'))
		expect(created?.host).toBe('cognito-idp.eu-central-1.amazonaws.com')
		expect(inputSchema.parse(JSON.parse(String(created?.body)))).toEqual({
			UserPoolId: POOL,
			Username: MAIL,
			UserAttributes: [
				{ Name: 'email', Value: MAIL },
				{ Name: 'email_verified', Value: 'true' },
			],
			DesiredDeliveryMediums: ['EMAIL'],
		})
	})

	it('retires the last lead, so that another may be the first', async ({ pool, roster, run }) => {
		pool.has({ AgentPoolId: POOL, AgentsTable: 'agents-of-prod' })
		roster.seed('lea', { role: 'lead' })
		const { code, text } = await run('retire lea --stage prod')
		expect([code, text]).toEqual([0, expect.stringContaining('Table agents-of-prod\nlea is retired')])
		expect((await roster.find('lea'))?.retiredAt).toBeDefined()
		expect((await run('retire lea --stage prod')).code).toBe(0)
		const parts = { roster, clock: systemClock, realClock, random: systemRandom }
		expect(await changeRoster(parts, { kind: 'enrolFirstLead', sub: 'lea-2' })).toMatchObject({ outcome: 'keep' })
	})

	it('says what is wrong with a retirement', async ({ pool, run }) => {
		expect(await run('retire nobody --table agents')).toMatchObject({
			code: 2,
			text: expect.stringContaining('nobody with the subject nobody'),
		})
		expect((await run('retire lea')).text).toContain('--stage')
		expect((await run('retire two words --stage dev')).text).toContain('retire <sub>')
		pool.has({ AgentPoolId: POOL })
		expect((await run('retire lea --stage prod')).text).toContain('has no AgentsTable')
	})

	it('may be repeated: no second mail, the same group', async ({ pool, run }) => {
		await run(`first ${MAIL} --stage prod`)
		const again = await run(`first ${MAIL} --stage prod`)
		expect([again.code, pool.mails.length, pool.members.size]).toEqual([0, 1, 1])
		expect(again.text).toContain('did not sign in yet')
		const member = pool.members.get(MAIL)
		if (member !== undefined) member.status = 'CONFIRMED'
		expect((await run(`first ${MAIL} --stage prod`)).text).toContain('is in the pool already')
		if (member !== undefined) member.isEnabled = false
		expect((await run(`first ${MAIL} --stage prod`)).text).toContain('is in the pool but disabled')
	})

	it('sends a new invitation where one is asked for', async ({ pool, run }) => {
		await run(`first ${MAIL} --pool ${POOL}`)
		expect((await run(`first ${MAIL} --pool ${POOL} --invite-again`)).code).toBe(0)
		expect(pool.mails).toEqual([MAIL, MAIL])
	})

	it('adds further people, and says the subject that a lead enters in the roster', async ({ aws, pool, run }) => {
		await run(`first ${MAIL} --pool ${POOL}`)
		const { code, text } = await run(`add tim@hilft.example trainee --pool ${POOL}`)
		expect([code, text.includes('by this subject: sub-1')]).toEqual([0, true])
		expect([...(pool.members.get('tim@hilft.example')?.groups ?? [])]).toEqual(['trainee'])
		expect(aws.received.some(({ host }) => host.startsWith('cloudformation.'))).toBe(false)
	})

	it.for([
		['nothing', '', 'Say "first <e-mail>"'],
		['another verb', 'remove lea@hilft.example', 'Say "first <e-mail>"'],
		['a group for the first', 'first lea@hilft.example lead --stage prod', 'Say "first <e-mail>"'],
		['no address', 'first lea --stage prod', 'must be an e-mail address'],
		[
			'an unknown group',
			'add lea@hilft.example admin --stage prod',
			'one of agent, lead, auditor, trainee, callcentre',
		],
		['no group', 'add lea@hilft.example --stage prod', 'one of agent, lead, auditor, trainee, callcentre'],
		['no stage', 'first lea@hilft.example', '--stage dev or --stage prod'],
		['an unknown stage', 'first lea@hilft.example --stage test', '--stage dev or --stage prod'],
		['an unknown option', 'first lea@hilft.example --loud', '--loud'],
		['a stage that is not deployed', 'first lea@hilft.example --stage dev', 'no stack hilft-dev-stateful'],
		['a pool that is none', 'first lea@hilft.example --pool eu-central-1_No', 'There is no such pool'],
	] as const)('refuses %s, with a way out, and invites nobody', async ([_, typed, way], { pool, run }) => {
		const { code, text } = await run(typed)
		expect([code, text]).toEqual([2, expect.stringContaining(way)])
		expect(pool.mails).toEqual([])
	})

	it('refuses a stack of before there was a pool', async ({ pool, run }) => {
		pool.has({ Dkim: 'x' })
		expect(await run(`first ${MAIL} --stage prod`)).toMatchObject({
			code: 2,
			text: expect.stringContaining('has no AgentPoolId'),
		})
	})

	it('refuses to call without credentials, and says how to get them where AWS takes none', async ({ aws, run }) => {
		const way = expect.stringContaining('aws configure export-credentials')
		expect(await run(`first ${MAIL} --stage prod`, false)).toEqual({ code: 2, text: way })
		expect(aws.received).toEqual([])
		aws.answer = (_, response) => void response.writeHead(403).end('{"__type":"UnrecognizedClientException"}')
		expect(await run(`first ${MAIL} --pool ${POOL}`)).toEqual({ code: 2, text: way })
	})

	it('tells no words of AWS, but the code of what it does not know', async ({ aws, run }) => {
		aws.answer = (_, response) => void response.writeHead(400).end('{"__type":"Odd","message":"Words of AWS"}')
		expect(await run(`first ${MAIL} --pool ${POOL}`)).toEqual({ code: 2, text: 'AWS does not do it now (Odd)' })
	})

	it('says all of it when asked', async ({ aws, run }) => {
		const { code, text } = await run('--help')
		expect([code, aws.received.length]).toEqual([0, 0])
		expect(text).toContain('npm run agents -- first <e-mail>')
	})
})
