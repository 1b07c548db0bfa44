import { describe, expect, it } from 'vitest'
import { synthesisedStage } from '#test/support/synthesised-stage.ts'

const stage = synthesisedStage('prod')
const apis = stage.ofType('AWS::ApiGatewayV2::Api')
const apiStages = stage.ofType('AWS::ApiGatewayV2::Stage')

const routesOf = (api: string) =>
	stage
		.ofType('AWS::ApiGatewayV2::Route')
		.filter(({ properties }) => stage.nameOf(properties.ApiId) === api)
		.map(({ properties }) => {
			const integrationId = properties.Target['Fn::Join'][1][1].Ref
			const integration = stage.resources.find(({ logicalId }) => logicalId === integrationId)
			return `${properties.RouteKey} → ${stage.nameOf(integration?.properties.IntegrationUri)}`
		})
		.sort()

describe('the APIs', () => {
	it('are three, for three host names', () => {
		expect(apis.map(({ label }) => label).sort()).toEqual(['data', 'desk', 'hooks'])
	})

	it('lead each route to its function', () => {
		expect(routesOf('hooks')).toEqual([
			'GET /webhooks/meta → intake-meta',
			'GET /webhooks/x → intake-x',
			'POST /webhooks/meta → intake-meta',
			'POST /webhooks/meta/data-deletion → meta-callbacks',
			'POST /webhooks/meta/deauthorize → meta-callbacks',
			'POST /webhooks/x → intake-x',
		])
		expect(routesOf('data')).toEqual([
			'ANY /data → web-customer',
			'ANY /data/{proxy+} → web-customer',
			'ANY /start → web-customer',
			'ANY /start/{proxy+} → web-customer',
			'GET /data/deletion/{code} → web-deletion',
		])
		expect(routesOf('desk')).toEqual([
			'ANY /api/{proxy+} → api',
			'ANY /desk → web-desk',
			'ANY /desk/cases/{number}/data → customer-data',
			'ANY /desk/{proxy+} → web-desk',
			'GET / → web-desk',
			'GET /api/health → api',
			'GET /api/openapi.json → api',
			'GET /{proxy+} → web-desk',
			'HEAD /api/health → api',
			'HEAD /api/openapi.json → api',
			'POST /api/cases/{id}/customer-data/{proxy+} → customer-data',
		])
	})

	it('ask for a token of the desk on every route under /api, but for health and the description', () => {
		const routes = stage.ofType('AWS::ApiGatewayV2::Route').map(({ properties }) => properties)
		const open = routes.filter(({ AuthorizationType }) => AuthorizationType === 'NONE')
		expect(
			open
				.map(({ RouteKey }) => RouteKey)
				.filter((key) => key.includes(' /api'))
				.toSorted(),
		).toEqual(['GET /api/health', 'GET /api/openapi.json', 'HEAD /api/health', 'HEAD /api/openapi.json'])
		const asked = routes.filter(({ AuthorizationType }) => AuthorizationType !== 'NONE')
		expect(asked).toHaveLength(2)
		for (const route of asked)
			expect(route).toMatchObject({
				AuthorizationType: 'JWT',
				AuthorizationScopes: ['hilft/desk'],
				AuthorizerId: { Ref: expect.any(String) },
			})
	})

	it('are throttled', () => {
		expect(apiStages).toHaveLength(3)
		for (const { properties } of apiStages) {
			expect(properties.DefaultRouteSettings.ThrottlingRateLimit).toBeGreaterThan(0)
			expect(properties.DefaultRouteSettings.ThrottlingBurstLimit).toBeGreaterThan(0)
		}
	})

	it('log the route and never path, query, header, body or network address', () => {
		const harmless = [
			'requestId',
			'requestTime',
			'routeKey',
			'status',
			'responseLength',
			'responseLatency',
			'integrationStatus',
			'error.responseType',
			'authorizer.error',
		]
		for (const { properties } of apiStages) {
			const used = [...properties.AccessLogSettings.Format.matchAll(/\$context\.([\w.]+)/g)].map(([, name]) => name)
			expect(used.sort()).toEqual(harmless.toSorted())
		}
	})

	it("are nobody's base URL: no function is told the address of an API", () => {
		for (const { properties } of stage.ofType('AWS::Lambda::Function')) {
			expect(JSON.stringify(properties.Environment)).not.toContain('execute-api')
		}
	})

	it('of prod answer under their own host names and nowhere else', () => {
		for (const { properties } of apis) expect(properties.DisableExecuteApiEndpoint).toBe(true)
		const hosts = stage.ofType('AWS::ApiGatewayV2::DomainName').map(({ properties }) => properties)
		expect(hosts.map(({ DomainName }) => DomainName)).toEqual(
			['HooksOrigin', 'DataOrigin', 'DeskOrigin'].map((name) => ({
				'Fn::Select': [2, { 'Fn::Split': ['/', { Ref: name }] }],
			})),
		)
		for (const { DomainNameConfigurations } of hosts) {
			expect(DomainNameConfigurations).toEqual([
				expect.objectContaining({ CertificateArn: { Ref: 'CertificateArn' }, EndpointType: 'REGIONAL' }),
			])
		}
		const mapped = stage.ofType('AWS::ApiGatewayV2::ApiMapping').map(({ properties }) => stage.nameOf(properties.ApiId))
		expect(mapped.sort()).toEqual(['data', 'desk', 'hooks'])
	})

	it('of dev answer where AWS puts them', () => {
		const dev = synthesisedStage('dev')
		expect(dev.ofType('AWS::ApiGatewayV2::DomainName')).toEqual([])
		for (const { properties } of dev.ofType('AWS::ApiGatewayV2::Api')) {
			expect(properties.DisableExecuteApiEndpoint).toBe(false)
		}
	})
})
