import { CfnOutput, CfnResource, Duration, Fn, Stack } from 'aws-cdk-lib'
import {
	AccountRecovery,
	ClientAttributes,
	FeaturePlan,
	Mfa,
	OAuthScope,
	ResourceServerScope,
	UserPool,
	type UserPoolClient,
	UserPoolClientIdentityProvider,
} from 'aws-cdk-lib/aws-cognito'
import { Construct } from 'constructs'
import { SCOPES } from '#shared/kernel/env-names.ts'
import type { Stage } from '../stage.ts'

/** The groups of the pool, which are the roles of shared/cases/actor.ts. */
const GROUPS = ['agent', 'lead', 'auditor', 'trainee', 'callcentre'] as const

/** How long an access token of the pool lives. */
export const POOL_TOKEN_LIFE = Duration.hours(1)
/** A sign-in lasts for a shift. */
const SIGN_IN_LIFE = Duration.hours(12)

const PURPOSES = [
	['desk', 'People at the desk'],
	['handover', 'The back office takes up what is handed over'],
	['lookup', 'A system looks cases up'],
] as const satisfies readonly (readonly [keyof typeof SCOPES, string])[]

const RESOURCE_SERVER = 'hilft'

const invitation = (origin: string): string =>
	Fn.join('', [
		'Guten Tag,<br><br>Ihr Zugang zum Hilfe-Arbeitsplatz: ',
		origin,
		'/desk<br>Anmelden mit {username}, erstes Passwort: {####} (drei Tage gültig). Danach richten Sie den zweiten Faktor ein; ',
		'dazu brauchen Sie eine App für Einmalcodes.<br><br>Hello, this is your access to the help desk, valid for three days. ',
		'At the first sign-in you set a password of your own and an app for one-time codes.',
	])

export type AgentPoolProps = {
	readonly stage: Stage
	/** Where agents work; the pool leads back there after a sign-in. */
	readonly deskOrigin: string
}

/** What a stage that signs agents in by its own pool has to know of it. */
export type PoolSignIn = {
	readonly issuer: string
	readonly keysUrl: string
	readonly clientIds: string
	/** The origin of its sign-in page. */
	readonly pageOrigin: string
}

/**
 * The user pool of those who work at the desk. Nobody signs up; people are invited, and sign in on the pool's own page by
 * e-mail, password and a one-time code. Groups alone say who may what. Its price is by people who sign in: none up to
 * 10,000 a month on this plan, and invitations leave by the 50 mails a day that Cognito itself sends.
 */
export class AgentPool extends Construct {
	readonly signIn: PoolSignIn

	constructor(scope: Construct, id: string, { stage, deskOrigin }: AgentPoolProps) {
		super(scope, id)
		const pool = new UserPool(this, 'Pool', {
			selfSignUpEnabled: false,
			signInAliases: { email: true },
			signInCaseSensitive: false,
			standardAttributes: { email: { required: true, mutable: false } },
			mfa: Mfa.REQUIRED,
			mfaSecondFactor: { otp: true, sms: false },
			passwordPolicy: {
				minLength: 14,
				requireDigits: true,
				requireLowercase: true,
				requireUppercase: true,
				requireSymbols: true,
				tempPasswordValidity: Duration.days(3),
			},
			accountRecovery: AccountRecovery.EMAIL_ONLY,
			featurePlan: FeaturePlan.ESSENTIALS,
			userInvitation: { emailSubject: 'Zugang zum Hilfe-Arbeitsplatz', emailBody: invitation(deskOrigin) },
			deletionProtection: stage.isProtected,
			removalPolicy: stage.removalPolicy,
		})
		for (const groupName of GROUPS) pool.addGroup(groupName, { groupName })
		const client = this.#addClient(pool, deskOrigin)
		// Part of a host name that only one account of the region may have.
		const domainPrefix = `hilft-${stage.name}-${Stack.of(this).account}`
		const domain = pool.addDomain('SignInPage', { cognitoDomain: { domainPrefix } })
		for (const part of pool.node.findAll())
			if (CfnResource.isCfnResource(part)) part.applyRemovalPolicy(stage.removalPolicy)
		const issuer = pool.userPoolProviderUrl
		this.signIn = {
			issuer,
			keysUrl: `${issuer}/.well-known/jwks.json`,
			clientIds: client.userPoolClientId,
			pageOrigin: domain.baseUrl(),
		}
		for (const [name, value] of [
			['Id', pool.userPoolId],
			['Issuer', issuer],
			['JwksUrl', this.signIn.keysUrl],
			['ClientIds', this.signIn.clientIds],
			['SignInPage', this.signIn.pageOrigin],
		] as const) {
			new CfnOutput(this, name, { value }).overrideLogicalId(`AgentPool${name}`)
		}
	}

	/** Adds the one client, public with PKCE, by which the desk lets people sign in on the pool's page and nowhere else. */
	#addClient(pool: UserPool, deskOrigin: string): UserPoolClient {
		const scopes = PURPOSES.map(
			([name, scopeDescription]) =>
				new ResourceServerScope({ scopeName: SCOPES[name].slice(`${RESOURCE_SERVER}/`.length), scopeDescription }),
		)
		const server = pool.addResourceServer('Scopes', { identifier: RESOURCE_SERVER, scopes })
		// The one attribute that is named cannot be changed. An empty list would be taken for none at all: all are writable.
		const onlyMail = new ClientAttributes().withStandardAttributes({ email: true })
		const client = pool.addClient('Desk', {
			generateSecret: false,
			// Leaves the renewal alone; without a list Cognito would allow direct sign-ins.
			authFlows: { user: false },
			oAuth: {
				flows: { authorizationCodeGrant: true },
				scopes: [OAuthScope.OPENID, OAuthScope.custom(SCOPES.desk)],
				callbackUrls: [`${deskOrigin}/desk/signed-in`],
				logoutUrls: [`${deskOrigin}/desk`],
			},
			supportedIdentityProviders: [UserPoolClientIdentityProvider.COGNITO],
			preventUserExistenceErrors: true,
			enableTokenRevocation: true,
			accessTokenValidity: POOL_TOKEN_LIFE,
			idTokenValidity: POOL_TOKEN_LIFE,
			refreshTokenValidity: SIGN_IN_LIFE,
			readAttributes: onlyMail,
			writeAttributes: onlyMail,
		})
		client.node.addDependency(server)
		return client
	}
}
