import { parseArgs } from 'node:util'
import { z } from 'zod'
import { subjectSchema } from '#shared/agents/agent.ts'
import { changeRoster, type RosterDependencies } from '#shared/agents/change-roster.ts'
import { AwsError } from '#shared/aws/aws-error.ts'
import { callJson } from '#shared/aws/json-call.ts'
import { createSignedCall, type SignedCall } from '#shared/aws/signed-call.ts'
import { type Role, roleSchema } from '#shared/cases/actor.ts'
import { realClock, systemClock } from '#shared/kernel/clock.ts'
import { systemRandom } from '#shared/kernel/id.ts'

const GROUPS = roleSchema.options.join(', ')

const HELP = `npm run agents -- first <e-mail> --stage <stage>
npm run agents -- add <e-mail> <group> --stage <stage>
npm run agents -- retire <sub> --stage <stage>

Invites somebody into the pool that signs the agents of a stage in. "first" invites the first lead, "add" everybody else; groups are
${GROUPS}. Whoever is there already gets the group only, so both may be repeated. With the caller's credentials:
cloudformation:DescribeStacks, and cognito-idp:AdminCreateUser, AdminGetUser, AdminAddUserToGroup on the pool. Ends with 0 when it
is done, 2 when it could not.

"retire" ends all rights of an agent on the roster where no lead can: above all of a last lead whose sign-in is lost, so that the next
token of the group lead may be the first again. It needs dynamodb:GetItem, Query, PutItem on the table of agents.

  --stage         dev or prod; the pool is read from the output AgentPoolId of its stateful stack
  --pool          the id of the pool instead
  --table         of "retire": the name of the table of agents, instead of the output AgentsTable of that stack
  --invite-again  sends a new invitation to who did not use the first one within three days`

/** A reason why nothing was done, with a way out, for who typed the command. */
class CommandError extends Error {
	override readonly name = 'CommandError'
}

const CREDENTIALS =
	'AWS takes no credentials from this shell: set AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN, e.g. by eval "$(aws configure export-credentials --format env)"'

/** What to do about an error of AWS, by its code. */
const WAYS_OUT: Readonly<Record<string, string>> = {
	AccessDenied: 'These credentials may not do that: see --help for the rights that are needed',
	AccessDeniedException: 'These credentials may not do that: see --help for the rights that are needed',
	ExpiredToken: CREDENTIALS,
	ExpiredTokenException: CREDENTIALS,
	InvalidClientTokenId: CREDENTIALS,
	UnrecognizedClientException: CREDENTIALS,
	InvalidSignatureException: CREDENTIALS,
	SignatureDoesNotMatch: CREDENTIALS,
	ResourceNotFoundException:
		'There is no such pool, or not this group in it: is AWS_REGION the region of the stage, and is its stateful stack deployed?',
	InvalidParameterException: 'Cognito takes this pool or address not: look for a mistype',
	CodeDeliveryFailureException: 'The invitation could not be sent: is the address right?',
	LimitExceededException: 'Cognito sends 50 mails a day: try again tomorrow, with --invite-again',
	UnsupportedUserStateException: 'The invitation was used already: no other is needed',
}

const explain = (error: unknown): string => {
	if (!(error instanceof AwsError)) return error instanceof Error ? error.message : String(error)
	return `${WAYS_OUT[error.code] ?? 'AWS does not do it now'} (${error.code})`
}

/** Reads an output of a stack from the XML that CloudFormation answers. */
const outputIn = (xml: string, key: string): string | undefined =>
	xml
		.split('<member>')
		.find((member) => member.includes(`<OutputKey>${key}</OutputKey>`))
		?.match(/<OutputValue>([^<]+)<\/OutputValue>/)?.[1]

/** Returns an output of a stage's stateful stack. Throws where the stack, or the output, is not there. */
const outputOf = async (call: SignedCall, stage: string, output: string, option: string): Promise<string> => {
	const stack = `hilft-${stage}-stateful`
	const body = new URLSearchParams({ Action: 'DescribeStacks', Version: '2010-05-15', StackName: stack }).toString()
	const answer = await call({
		service: 'cloudformation',
		method: 'POST',
		path: '/',
		headers: { 'content-type': 'application/x-www-form-urlencoded' },
		body,
	}).catch((error: unknown) => {
		if (error instanceof AwsError && error.code === 'ValidationError')
			throw new CommandError(`There is no stack ${stack} here: deploy it, or use ${option}`)
		throw error
	})
	const value = outputIn(answer.toString('utf8'), output)
	if (value === undefined)
		throw new CommandError(`The stack ${stack} has no ${output}: deploy it anew, or use ${option}`)
	return value
}

const attributesSchema = z
	.array(z.object({ Name: z.string(), Value: z.string().default('') }))
	.transform((all) => all.find(({ Name }) => Name === 'sub')?.Value ?? '')
const createdSchema = z.object({ User: z.object({ Attributes: attributesSchema }) })
const foundSchema = z.object({ UserAttributes: attributesSchema, UserStatus: z.string(), Enabled: z.boolean() })

type Person = { readonly sub: string; readonly state: 'invited' | 'waiting' | 'there' | 'disabled' }

/** Invites somebody, or finds who is in the pool already. */
const invite = async (call: SignedCall, pool: string, mail: string, isAgain: boolean): Promise<Person> => {
	const ask = (action: string, input: object): Promise<unknown> =>
		callJson(call, 'cognito-idp', action, { UserPoolId: pool, Username: mail, ...input })
	const create = async (input: object): Promise<Person> => {
		const made = await ask('AdminCreateUser', { DesiredDeliveryMediums: ['EMAIL'], ...input })
		return { sub: createdSchema.parse(made).User.Attributes, state: 'invited' }
	}
	try {
		const UserAttributes = [
			{ Name: 'email', Value: mail },
			// By the operator's word: the first password goes to that address and nowhere else.
			{ Name: 'email_verified', Value: 'true' },
		]
		return await create({ UserAttributes })
	} catch (error) {
		if (!(error instanceof AwsError && error.code === 'UsernameExistsException')) throw error
	}
	if (isAgain) return create({ MessageAction: 'RESEND' })
	const { UserAttributes: sub, UserStatus, Enabled } = foundSchema.parse(await ask('AdminGetUser', {}))
	if (!Enabled) return { sub, state: 'disabled' }
	return { sub, state: UserStatus === 'FORCE_CHANGE_PASSWORD' ? 'waiting' : 'there' }
}

const STATES: Readonly<Record<Person['state'], string>> = {
	invited: 'was invited: the mail with the first password is on its way, and it is good for three days',
	waiting: 'was invited before and did not sign in yet; --invite-again sends a new invitation',
	there: 'is in the pool already, and signs in as before',
	disabled: 'is in the pool but disabled, and cannot sign in: enable them in the console if they shall',
}

/** Returns what happens next, for who typed the command. */
const nextSteps = (isFirst: boolean, { sub }: Person): readonly string[] => {
	const signIn =
		'They open <DeskOrigin>/desk, sign in with their address and the first password, choose their own, and set up an app for one-time codes.'
	if (isFirst)
		return [
			`Next: ${signIn}`,
			'The first request with their token writes their record into the roster, as long as no lead stands in it; that rings an alarm, once.',
			'Everybody else: npm run agents -- add <e-mail> <group>, and then this lead enters them in the roster.',
		]
	return [`Next: ${signIn}`, `A lead enters them in the roster, by this subject: ${sub}`]
}

type Command = Retirement | Invitation

type Retirement = {
	readonly verb: 'retire'
	readonly sub: string
	readonly stage: string
	readonly table: string | undefined
}

type Invitation = {
	readonly verb: 'invite'
	readonly mail: string
	readonly group: Role
	readonly isFirst: boolean
	readonly isAgain: boolean
	readonly stage: string
	readonly pool: string | undefined
}

/** Reads what was typed. Returns undefined where help was asked for. Throws, saying what is wrong. */
const commandIn = (typed: readonly string[]): Command | undefined => {
	const { values, positionals } = parseArgs({
		args: [...typed],
		allowPositionals: true,
		options: {
			stage: { type: 'string' },
			pool: { type: 'string' },
			table: { type: 'string' },
			'invite-again': { type: 'boolean', default: false },
			help: { type: 'boolean', short: 'h', default: false },
		},
	})
	if (values.help) return undefined
	const [verb, address = '', named, ...rest] = positionals
	const { stage = '', pool, table, 'invite-again': isAgain } = values
	const isStage = stage === 'dev' || stage === 'prod'
	if (verb === 'retire') {
		const sub = subjectSchema.safeParse(address.trim())
		if (!sub.success || named !== undefined)
			throw new CommandError('Say "retire <sub>": the subject as the roster has it')
		if (table === undefined && !isStage)
			throw new CommandError('Say which stage: --stage dev or --stage prod, or the table by --table')
		return { verb, sub: sub.data, stage, table }
	}
	const isFirst = verb === 'first'
	if ((!isFirst && verb !== 'add') || rest.length > 0 || (isFirst && named !== undefined))
		throw new CommandError('Say "first <e-mail>", "add <e-mail> <group>" or "retire <sub>"; --help says more')
	const mail = z.email().safeParse(address.trim())
	if (!mail.success) throw new CommandError('The second word must be an e-mail address')
	const group = roleSchema.safeParse(isFirst ? 'lead' : named)
	if (!group.success) throw new CommandError(`The group must be one of ${GROUPS}`)
	if (pool === undefined && !isStage)
		throw new CommandError('Say which stage: --stage dev or --stage prod, or the pool by --pool')
	return { verb: 'invite', mail: mail.data, group: group.data, isFirst, isAgain, stage, pool }
}

export type CommandDependencies = {
	readonly call: SignedCall
	readonly say: (line: string) => void
	readonly hasCredentials: boolean
	/** Opens the roster in a table. */
	readonly rosterIn: (table: string) => Promise<RosterDependencies>
}

/** Retires somebody on the roster. Returns what to tell. */
const retire = async ({ call, rosterIn }: CommandDependencies, { sub, stage, table }: Retirement): Promise<string> => {
	const name = table ?? (await outputOf(call, stage, 'AgentsTable', '--table'))
	const changed = await changeRoster(await rosterIn(name), { kind: 'retireByOperator', sub })
	if (changed.outcome === 'refused') throw new CommandError(`The roster has nobody with the subject ${sub}`)
	return `${sub} is retired: no token of theirs is taken any more. Disable their user at the issuer as well.`
}

/** Invites somebody and gives them their group. Returns what to tell. */
const inviteAndGroup = async (
	{ call }: CommandDependencies,
	{ mail, group, isFirst, isAgain, stage, pool }: Invitation,
): Promise<readonly string[]> => {
	const id = pool ?? (await outputOf(call, stage, 'AgentPoolId', '--pool'))
	const person = await invite(call, id, mail, isAgain)
	await callJson(call, 'cognito-idp', 'AdminAddUserToGroup', { UserPoolId: id, Username: mail, GroupName: group })
	return [`${mail} ${STATES[person.state]}. Group: ${group}.`, ...nextSteps(isFirst, person)]
}

/** Does what was typed. Returns the code to end with. */
export const manageAgents = async (typed: readonly string[], dependencies: CommandDependencies): Promise<0 | 2> => {
	const { say, hasCredentials } = dependencies
	try {
		const command = commandIn(typed)
		if (command === undefined) {
			say(HELP)
			return 0
		}
		if (!hasCredentials) throw new CommandError(CREDENTIALS)
		const told =
			command.verb === 'retire' ? [await retire(dependencies, command)] : await inviteAndGroup(dependencies, command)
		for (const line of told) say(line)
		return 0
	} catch (error) {
		say(explain(error))
		return 2
	}
}

if (import.meta.main)
	process.exitCode = await manageAgents(process.argv.slice(2), {
		call: createSignedCall({ attemptMilliseconds: 10_000 }),
		say: (line) => void process.stdout.write(`${line}\n`),
		hasCredentials: (process.env.AWS_ACCESS_KEY_ID ?? '') !== '',
		rosterIn: async (table) => {
			const { createDocumentClient } = await import('#shared/aws/clients.ts')
			const { createDynamoAgents } = await import('#shared/aws/roster-store.ts')
			const runtime = { clock: systemClock, realClock, random: systemRandom }
			return { ...runtime, ...createDynamoAgents(createDocumentClient(), table, systemClock) }
		},
	})
