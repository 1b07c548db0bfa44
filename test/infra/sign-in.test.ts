import { describe, expect, it } from 'vitest'
import { systemOf } from '#infra/local/cloud/template/load-system.ts'
import { stackOf } from '#infra/local/cloud/template/read-assembly.ts'
import { createResolver } from '#infra/local/cloud/template/resolve.ts'
import { roleSchema } from '#shared/cases/actor.ts'
import { ENV, SCOPES, SIGN_IN } from '#shared/kernel/env-names.ts'
import { synthesisedStage } from '#test/support/synthesised-stage.ts'

const stages = { dev: synthesisedStage('dev'), prod: synthesisedStage('prod') }
const only = (stage: (typeof stages)['prod'], type: string) => {
	const [one, another] = stage.ofType(type)
	if (one === undefined || another !== undefined) throw new Error(`There must be one ${type}`)
	return one.properties
}

describe.each(['dev', 'prod'] as const)('the pool of agents of %s', (name) => {
	const stage = stages[name]
	const pool = only(stage, 'AWS::Cognito::UserPool')
	const client = only(stage, 'AWS::Cognito::UserPoolClient')

	it('lets nobody in who was not invited, and nobody without a second factor', () => {
		expect(pool.AdminCreateUserConfig.AllowAdminCreateUserOnly).toBe(true)
		expect([pool.MfaConfiguration, pool.EnabledMfas]).toEqual(['ON', ['SOFTWARE_TOKEN_MFA']])
		expect(pool.UsernameAttributes).toEqual(['email'])
	})

	it('has a group for every role, and no other', () => {
		const groups = stage.ofType('AWS::Cognito::UserPoolGroup').map(({ properties }) => properties.GroupName)
		expect(groups.toSorted()).toEqual(roleSchema.options.toSorted())
	})

	it('lets nobody write an attribute: the client writes one alone, which never changes', () => {
		expect(client.WriteAttributes).toEqual(['email'])
		expect(pool.Schema).toEqual([{ Name: 'email', Required: true, Mutable: false }])
		expect(client.AllowedOAuthScopes).not.toContain('aws.cognito.signin.user.admin')
	})

	it('signs in on its own page alone, by code, for the desk', () => {
		expect(client).toMatchObject({
			GenerateSecret: false,
			AllowedOAuthFlows: ['code'],
			AllowedOAuthFlowsUserPoolClient: true,
			AllowedOAuthScopes: ['openid', SCOPES.desk],
			ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'],
			SupportedIdentityProviders: ['COGNITO'],
			PreventUserExistenceErrors: 'ENABLED',
			EnableTokenRevocation: true,
			CallbackURLs: [{ 'Fn::Join': ['', [{ Ref: 'DeskOrigin' }, '/desk/signed-in']] }],
			LogoutURLs: [{ 'Fn::Join': ['', [{ Ref: 'DeskOrigin' }, '/desk']] }],
		})
	})

	it('knows every scope that there is', () => {
		const { Identifier, Scopes } = only(stage, 'AWS::Cognito::UserPoolResourceServer')
		const names = Scopes.map(({ ScopeName }: { ScopeName: string }) => `${Identifier}/${ScopeName}`)
		expect(names.toSorted()).toEqual(Object.values(SCOPES).toSorted())
	})

	it('gives tokens that are no older than the functions take', () => {
		const { Default, MinValue } = stage.stateless.toJSON().Parameters.TokenSeconds
		expect(client.TokenValidityUnits.AccessToken).toBe('minutes')
		expect(client.AccessTokenValidity * 60).toBeLessThanOrEqual(Default)
		expect(client.AccessTokenValidity * 60).toBeLessThanOrEqual(MinValue)
	})

	it('is kept as the other data of its stage are', () => {
		const kept = name === 'prod' ? 'Retain' : 'Delete'
		expect(pool.DeletionProtection).toBe(name === 'prod' ? 'ACTIVE' : 'INACTIVE')
		for (const { type, deletionPolicy, label } of stage.resources)
			if (type.startsWith('AWS::Cognito::')) expect([label, deletionPolicy]).toEqual([label, kept])
	})
})

describe('who signs agents in', () => {
	const stacks = Object.entries({ stateful: stages.dev.stateful, stateless: stages.dev.stateless }).map(
		([name, template]) => stackOf(name, template.toJSON()),
	)
	const [, stateless] = stacks
	const COMMON = {
		...Object.fromEntries(
			stacks.flatMap(({ template }) => Object.keys(template.Parameters)).map((name) => [name, 'https://hilft.example']),
		),
		Audience: 'us',
		TokenSeconds: '3600',
		GroupsClaim: 'cognito:groups',
		Pace: '{}',
	}
	const OWN = {
		Issuer: 'https://issuer.example',
		JwksUrl: 'https://issuer.example/keys',
		ClientIds: 'one,two',
		SignInOrigin: 'https://login.example',
	}

	it('is an issuer of the company where it is named: for the functions and for the door', () => {
		const system = systemOf(stacks, { assemblyDirectory: '', parameters: { ...COMMON, ...OWN } })
		const told = system.functions.filter(({ environment }) => ENV.issuer in environment)
		expect(told.map(({ label }) => label)).toEqual(['api', 'webdesk', 'customerdata'])
		for (const { environment } of told)
			expect(Object.fromEntries(SIGN_IN.map((one) => [one, environment[one]]))).toEqual({
				[ENV.issuer]: OWN.Issuer,
				[ENV.jwksUrl]: OWN.JwksUrl,
				[ENV.clientIds]: OWN.ClientIds,
				[ENV.audience]: 'us',
				[ENV.tokenSeconds]: '3600',
				[ENV.groupsClaim]: 'cognito:groups',
			})
		const desk = system.httpApis.find(({ label }) => label === 'desk')
		const doors = desk?.routes.map(({ authorizer }) => authorizer).filter((one) => one !== undefined)
		const door = { issuer: OWN.Issuer, audiences: ['one', 'two', 'us'], scopes: [SCOPES.desk] }
		expect(doors).toEqual([door, door])
	})

	it('is our own pool where none is named', () => {
		const parameters = { ...COMMON, Issuer: '', JwksUrl: '', ClientIds: '', SignInOrigin: '' }
		if (stateless === undefined) throw new Error('There are two stacks')
		const resolve = createResolver({ stack: stateless, stacks, parameters })
		const { Properties } =
			stateless.template.Resources[stages.dev.ofType('AWS::ApiGatewayV2::Authorizer')[0]?.logicalId ?? ''] ?? {}
		// What Cognito makes of a pool is not played here, so the reader names what it cannot know.
		expect(() => resolve(Properties)).toThrow(/Fn::GetAtt AgentPool\w*\.ProviderURL/)
	})

	it('is named by all four of its parameters, or by none', () => {
		const { WholeIssuer, ...others } = Object.fromEntries(
			Object.entries(stages.prod.stateless.toJSON().Rules as Record<string, object>).map(([id, rule]) => [
				id.replace(/^Settings|[0-9A-F]{8}$/g, ''),
				rule,
			]),
		)
		const empty = (name: string) => ({ 'Fn::Equals': [{ Ref: name }, ''] })
		const names = ['Issuer', 'JwksUrl', 'ClientIds', 'SignInOrigin']
		expect(Object.keys(others)).toEqual(['CheckBootstrapVersion'])
		expect(WholeIssuer).toMatchObject({
			Assertions: [
				{
					Assert: {
						'Fn::Or': [
							{ 'Fn::And': names.map(empty) },
							{ 'Fn::And': names.map((one) => ({ 'Fn::Not': [empty(one)] })) },
						],
					},
				},
			],
		})
	})
})
