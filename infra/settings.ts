import { CfnCondition, CfnParameter, type CfnParameterProps, CfnRule, Fn } from 'aws-cdk-lib'
import { Construct } from 'constructs'
import { ENV, type EnvName, NOTHING_OFFERED } from '#shared/kernel/env-names.ts'
import { POOL_TOKEN_LIFE, type PoolSignIn } from './constructs/agent-pool.ts'
import type { Grant } from './constructs/grant.ts'
import type { ApiHost, JwtRules } from './constructs/public-http-api.ts'
import type { Stage } from './stage.ts'

/** What CloudFormation asks of a parameter that is an origin. */
export const ORIGIN_RULE = {
	allowedPattern: '^https?://[^/]+$',
	constraintDescription: 'a scheme and a host, without a slash at the end',
}

/** The shortest that may be set: less would refuse all tokens of our own pool. */
const TOKEN_SECONDS = POOL_TOKEN_LIFE.toSeconds()

const OPEN = ['07:00', '22:00']
/** A week without Sunday. */
const HOURS = { mon: OPEN, tue: OPEN, wed: OPEN, thu: OPEN, fri: OPEN, sat: OPEN }

/** The variable that carries each parameter to functions. */
const variables = {
	DataOrigin: ENV.dataOrigin,
	DeskOrigin: ENV.deskOrigin,
	Issuer: ENV.issuer,
	JwksUrl: ENV.jwksUrl,
	Audience: ENV.audience,
	ClientIds: ENV.clientIds,
	SignInOrigin: ENV.signInOrigin,
	TokenSeconds: ENV.tokenSeconds,
	GroupsClaim: ENV.groupsClaim,
	OwnAccounts: ENV.ownAccounts,
	MailFrom: ENV.mailFrom,
	ReplyDomain: ENV.replyDomain,
	Hotline: ENV.hotline,
	CompanyName: ENV.companyName,
	PrivacyUrl: ENV.privacyUrl,
	ImprintUrl: ENV.imprintUrl,
	Pace: ENV.pace,
	ErasureDays: ENV.erasureDays,
	Calendars: ENV.calendars,
	UndoSeconds: ENV.undoSeconds,
	XAnswers: ENV.xAnswers,
	XPrices: ENV.xPrices,
	LastTexts: ENV.lastTexts,
	Screening: ENV.screening,
	EmptyDeskOffers: ENV.emptyDeskOffers,
} as const satisfies Record<string, EnvName>

export type SettingName = keyof typeof variables

export type SettingsProps = {
	readonly stage: Stage
	/** The pool that signs agents in, unless a company names an issuer of its own. */
	readonly pool: PoolSignIn
}

/**
 * What a stage has to know about the world, as CloudFormation parameters: never secret, never derived from what the stack
 * itself creates (an API's own address is no base URL).
 */
export class Settings extends Construct {
	/** The origin that the networks call; no function needs it, people register it there. */
	readonly hooksOrigin: string
	/** Host name and certificate of each API, in a stage that has them. */
	readonly hosts: Readonly<Partial<Record<'hooks' | 'data' | 'desk', ApiHost>>>
	readonly #values: Readonly<Record<SettingName, string>>

	constructor(scope: Construct, id: string, { stage, pool }: SettingsProps) {
		super(scope, id)
		this.hooksOrigin = this.#parameter('HooksOrigin', { description: 'Where the networks call', ...ORIGIN_RULE })
		this.#values = {
			DataOrigin: this.#parameter('DataOrigin', {
				description: 'Where customers open the secure pages',
				...ORIGIN_RULE,
			}),
			DeskOrigin: this.#parameter('DeskOrigin', { description: 'Where agents work', ...ORIGIN_RULE }),
			...this.#readSignIn(pool),
			Audience: this.#parameter('Audience', {
				description: 'The aud of tokens of agents, where they carry one that is not their client',
				default: 'hilft-desk',
				minLength: 1,
			}),
			TokenSeconds: this.#parameter('TokenSeconds', {
				description: 'The longest age of a token of an agent in seconds',
				type: 'Number',
				default: TOKEN_SECONDS,
				minValue: TOKEN_SECONDS,
				maxValue: 86_400,
			}),
			GroupsClaim: this.#parameter('GroupsClaim', {
				description: 'The claim that lists the groups of an agent: the issuer writes it, never the agent',
				default: 'cognito:groups',
				minLength: 1,
			}),
			OwnAccounts: this.#parameter('OwnAccounts', {
				description: 'Our accounts as JSON: [{"network":"x","id":"…","handle":"…"}]',
			}),
			MailFrom: this.#parameter('MailFrom', { description: 'The sender of mails, in MailDomain' }),
			ReplyDomain: this.#parameter('ReplyDomain', { description: 'The domain that customers answer our mails to' }),
			Hotline: this.#parameter('Hotline', { description: 'The phone number that we name in public' }),
			CompanyName: this.#parameter('CompanyName', { description: 'Our name as customers know it' }),
			PrivacyUrl: this.#parameter('PrivacyUrl', { description: 'The privacy notice' }),
			ImprintUrl: this.#parameter('ImprintUrl', { description: 'The imprint' }),
			Pace: this.#parameter('Pace', {
				description:
					'How many private messages an account may send, as JSON; urgentOnly of them are kept for urgent ones',
				// NETWORKS.md 2.9
				default: JSON.stringify({
					x: [
						{ limit: 15, seconds: 900, urgentOnly: 3 },
						{ limit: 1440, seconds: 86_400 },
					],
				}),
			}),
			ErasureDays: this.#parameter('ErasureDays', {
				description: 'Days from the final close to the erasure of customer data',
				default: '3',
				allowedPattern: '^[0-9]{1,2}$',
			}),
			Calendars: this.#parameter('Calendars', {
				description:
					'When teams answer, as JSON: the Land of the holidays, hours by weekday, further closed days; for all, and by team',
				default: JSON.stringify({ default: { land: 'SH', hours: HOURS } }),
			}),
			UndoSeconds: this.#parameter('UndoSeconds', {
				description: 'Seconds in which an answer can be withdrawn before it leaves',
				default: '15',
				allowedPattern: '^[0-9]{1,3}$',
			}),
			XAnswers: this.#parameter('XAnswers', {
				description: 'Whom X lets us answer by API: everyone (enterprise), or who mentioned or quoted us (self-serve)',
				default: 'everyone',
				allowedValues: ['everyone', 'summonedOnly'],
			}),
			XPrices: this.#parameter('XPrices', {
				description:
					'What X charges in USD, and sells, as JSON: post, postWithLink, summonedReply, privateMessage, postRead, ownedRead, deletionEvent, subscriptions, looksPerMonth',
				default: '{}',
			}),
			LastTexts: this.#parameter('LastTexts', {
				description: 'How many of the newest answers to others an answer is compared with: X forbids bulk',
				default: '20',
				allowedPattern: '^[0-9]{1,2}$',
			}),
			Screening: this.#parameter('Screening', {
				description: 'As JSON: our own published phones, mails, addresses, and patterns of personal data',
				default: '{}',
			}),
			EmptyDeskOffers: this.#parameter('EmptyDeskOffers', {
				description: 'Where a desk without a case can have some played for practice: a path of its own origin, or none',
				default: NOTHING_OFFERED,
				allowedPattern: '^(none|/[a-z/-]+)$',
			}),
		}
		this.hosts = stage.hasHostNames ? this.#readHosts() : {}
	}

	/** Returns the variables that carry these settings. No right comes with them. */
	tell(...names: readonly SettingName[]): Grant {
		return {
			environment: Object.fromEntries(names.map((name) => [variables[name], this.#values[name]])),
			statements: [],
		}
	}

	/** Returns the issuer, and what the `aud` or client of a token of agents may be, for the authorizer of an API. */
	get signIn(): JwtRules {
		const { Issuer, ClientIds, Audience } = this.#values
		return { issuer: Issuer, audiences: Fn.split(',', Fn.join(',', [ClientIds, Audience])) }
	}

	/** Returns the variables of the profile that tokens of agents are checked by. */
	tellSignIn(): Grant {
		return this.tell('Issuer', 'JwksUrl', 'Audience', 'ClientIds', 'TokenSeconds', 'GroupsClaim')
	}

	/** Returns who signs agents in: our own pool, or the issuer of a company that names all four of its values. */
	#readSignIn(pool: PoolSignIn) {
		const own = {
			Issuer: this.#parameter('Issuer', {
				description: "A company's own issuer: the iss of the access tokens of agents. Empty: our own pool",
				default: '',
			}),
			JwksUrl: this.#parameter('JwksUrl', { description: 'Where the keys of that issuer are published', default: '' }),
			ClientIds: this.#parameter('ClientIds', {
				description:
					'The clients that agents sign in by at that issuer, joined by commas: first that of the desk, public with PKCE',
				default: '',
			}),
			SignInOrigin: this.#parameter('SignInOrigin', {
				description: 'The origin of the page on which that issuer signs people in',
				default: '',
			}),
		}
		const isEmpty = Object.values(own).map((value) => Fn.conditionEquals(value, ''))
		new CfnRule(this, 'WholeIssuer', {
			assertions: [
				{
					assert: Fn.conditionOr(
						Fn.conditionAnd(...isEmpty),
						Fn.conditionAnd(...isEmpty.map((one) => Fn.conditionNot(one))),
					),
					assertDescription: 'Issuer, JwksUrl, ClientIds and SignInOrigin are given together, or none of them',
				},
			],
		})
		const isOwn = new CfnCondition(this, 'HasOwnIssuer', {
			expression: Fn.conditionNot(Fn.conditionEquals(own.Issuer, '')),
		})
		const either = (ours: string, theirs: string): string => Fn.conditionIf(isOwn.logicalId, theirs, ours).toString()
		return {
			Issuer: either(pool.issuer, own.Issuer),
			JwksUrl: either(pool.keysUrl, own.JwksUrl),
			ClientIds: either(pool.clientIds, own.ClientIds),
			SignInOrigin: either(pool.pageOrigin, own.SignInOrigin),
		}
	}

	#readHosts() {
		const certificateArn = this.#parameter('CertificateArn', {
			description: 'An ACM certificate of this region for all three host names',
		})
		const host = (url: string): ApiHost => ({ name: Fn.select(2, Fn.split('/', url)), certificateArn })
		const { DataOrigin, DeskOrigin } = this.#values
		return { hooks: host(this.hooksOrigin), data: host(DataOrigin), desk: host(DeskOrigin) }
	}

	#parameter(name: string, props: CfnParameterProps): string {
		const parameter = new CfnParameter(this, name, props)
		parameter.overrideLogicalId(name)
		return parameter.valueAsString
	}
}
