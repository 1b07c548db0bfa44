import { join } from 'node:path'
import { freshBundles } from '#infra/bundles/fresh-bundles.ts'
import type { System } from '#infra/local/cloud/model/system.ts'
import { oneAtATime } from '#infra/local/cloud/one-at-a-time.ts'
import { type Assembly, freshAssembly } from '#infra/local/cloud/template/fresh-assembly.ts'
import { loadSystem } from '#infra/local/cloud/template/load-system.ts'
import { DESK_CLIENT, PRACTICE_TOKEN_SECONDS } from '#infra/local/practice/sign-in/agents.ts'

/** The sources of the stacks. Of shared these are the names of variables and the table of queues, which a test checks. */
export const STACK_SOURCES = {
	sources: [
		'infra/**/*',
		'shared/kernel/env-names.ts',
		'shared/kernel/demand-mark.ts',
		'shared/kernel/queues.ts',
		'cdk.json',
		'package.json',
		'package-lock.json',
		'node_modules/.package-lock.json',
	],
	except: ['infra/local', 'infra/operate'],
} as const

/**
 * Returns the assembly of the local system, made afresh as far as its sources changed. It is separate from the output of
 * `npm run synth`, which may be of another stage. Concurrent starts make it once.
 */
export const localAssembly = (root: string): Promise<Assembly> =>
	oneAtATime(join(root, 'cdk.out', 'local.lock'), () =>
		freshAssembly({
			root,
			assemblies: join(root, 'cdk.out', 'local'),
			...STACK_SOURCES,
			bundle: () => freshBundles(root),
		}),
	)

/**
 * As generous as the practice network with messages on X, ten times the real one, so that trying things out takes no
 * waiting.
 */
const PRACTICE_PACE = JSON.stringify({
	x: [
		{ limit: 150, seconds: 900, urgentOnly: 30 },
		{ limit: 1_440, seconds: 86_400, urgentOnly: 100 },
	],
})

const DAY_OF_SERVICE = ['07:00', '22:00']
const PRACTICE_HOURS = Object.fromEntries(
	['mon', 'tue', 'wed', 'thu', 'fri', 'sat'].map((day) => [day, DAY_OF_SERVICE]),
)

const parametersFor = (origin: string): Readonly<Record<string, string>> => ({
	HooksOrigin: origin,
	DataOrigin: origin,
	DeskOrigin: origin,
	Issuer: `${origin}/oidc`,
	JwksUrl: `${origin}/oidc/jwks`,
	ClientIds: DESK_CLIENT,
	SignInOrigin: origin,
	EmptyDeskOffers: '/practice/hour',
	TokenSeconds: String(PRACTICE_TOKEN_SECONDS),
	OwnAccounts: JSON.stringify([
		{ network: 'x', id: '1001', handle: 'hilft' },
		{ network: 'facebook', id: '2001', handle: 'hilft' },
		{ network: 'instagram', id: '3001', handle: 'hilft' },
	]),
	MailFrom: 'hilft@hilft.example',
	MailDomain: 'hilft.example',
	ReplyDomain: 'hilft.example',
	Hotline: '0800 0000000',
	CompanyName: 'Beispiel Telekom',
	PrivacyUrl: `${origin}/practice/company/privacy`,
	ImprintUrl: `${origin}/practice/company/imprint`,
	ErasureDays: process.env.HILFT_ERASURE_DAYS ?? '3',
	Calendars: JSON.stringify({
		default: { land: 'SH', hours: PRACTICE_HOURS },
		teams: { sued: { land: 'BY', hours: PRACTICE_HOURS } },
	}),
	UndoSeconds: process.env.HILFT_UNDO_SECONDS ?? '15',
	XAnswers: process.env.HILFT_X_ANSWERS ?? 'everyone',
	// The pace of private messages as JSON; without it the template's own.
	Pace: process.env.HILFT_PACE ?? PRACTICE_PACE,
})

/**
 * Returns the system with another visibility timeout of all queues. The template's are six times the functions' own, a
 * minute and more: too long to wait for the messages of a function that a test killed.
 */
const withVisibility = (system: System, seconds: string | undefined): System => {
	if (seconds === undefined) return system
	const queues = system.queues.map((queue) => ({
		...queue,
		attributes: { ...queue.attributes, VisibilityTimeout: seconds },
	}))
	return { ...system, queues }
}

/** Returns the system for a local run at an origin, its stacks synthesised again where their sources changed. */
export const localSystem = async (root: string, origin: string): Promise<System> => {
	const { directory: assemblyDirectory } = await localAssembly(root)
	const system = loadSystem({ assemblyDirectory, parameters: parametersFor(origin) })
	return withVisibility(system, process.env.HILFT_VISIBILITY_SECONDS)
}
