// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the notation of CloudFormation and IAM
import { describe, expect, it } from 'vitest'
import { systemOf } from '#infra/local/cloud/template/load-system.ts'
import { stackOf } from '#infra/local/cloud/template/read-assembly.ts'
import { createResolver } from '#infra/local/cloud/template/resolve.ts'

const stateful = stackOf('stateful', {
	Resources: { Facts: { Type: 'AWS::DynamoDB::Table' }, Jobs: { Type: 'AWS::SQS::Queue' } },
	Outputs: { Table: { Value: { Ref: 'Facts' }, Export: { Name: 'stateful:Table' } } },
})
const stateless = stackOf('stateless', {
	Parameters: {
		Origin: { Type: 'String' },
		Days: { Type: 'Number', Default: 3 },
		Bootstrap: { Type: 'AWS::SSM::Parameter::Value<String>' },
	},
	Mappings: { Sizes: { dev: { memory: 256 } } },
	Conditions: {
		IsLocal: { 'Fn::Equals': [{ Ref: 'Origin' }, 'http://here'] },
		IsElsewhere: { 'Fn::Not': [{ Condition: 'IsLocal' }] },
	},
	Resources: { Role: { Type: 'AWS::IAM::Role' }, Raw: { Type: 'AWS::S3::Bucket' } },
})
const stacks = [stateful, stateless]
const resolve = createResolver({ stack: stateless, stacks, parameters: { Origin: 'http://here' } })

describe('the template reader', () => {
	it.each([
		['a parameter', { Ref: 'Origin' }, 'http://here'],
		['a default', { Ref: 'Days' }, '3'],
		['the account', { Ref: 'AWS::AccountId' }, '000000000000'],
		['the region', { Ref: 'AWS::Region' }, 'eu-central-1'],
		['the stack', { Ref: 'AWS::StackName' }, 'stateless'],
		['a resource', { Ref: 'Raw' }, 'stateless-raw'],
		['an attribute', { 'Fn::GetAtt': ['Raw', 'Arn'] }, 'arn:aws:s3:::stateless-raw'],
		['an attribute with a dot', { 'Fn::GetAtt': 'Raw.Arn' }, 'arn:aws:s3:::stateless-raw'],
		['a join', { 'Fn::Join': ['-', ['a', { Ref: 'Days' }]] }, 'a-3'],
		[
			'a substitution',
			{ 'Fn::Sub': '${AWS::Region}/${Raw.Arn}/${!Kept}' },
			'eu-central-1/arn:aws:s3:::stateless-raw/${Kept}',
		],
		['a substitution with variables', { 'Fn::Sub': ['${a}-${Days}', { a: { Ref: 'Origin' } }] }, 'http://here-3'],
		['a split and a selection', { 'Fn::Select': ['1', { 'Fn::Split': ['/', 'a/b/c'] }] }, 'b'],
		['an import from another stack', { 'Fn::ImportValue': 'stateful:Table' }, 'stateful-Facts'],
		['a condition', { 'Fn::If': ['IsLocal', 'here', 'there'] }, 'here'],
		['a negated condition', { 'Fn::If': ['IsElsewhere', 'there', { Ref: 'Days' }] }, '3'],
		['a mapping', { 'Fn::FindInMap': ['Sizes', 'dev', 'memory'] }, 256],
		['a list without what has no value', [1, { Ref: 'AWS::NoValue' }, 2], [1, 2]],
		['an object without what has no value', { a: 1, b: { Ref: 'AWS::NoValue' } }, { a: 1 }],
	])('resolves %s', (_, value, expected) => {
		expect(resolve(value)).toEqual(expected)
	})

	it('gives the same names at each start and different ones to each stack', () => {
		const other = createResolver({
			stack: stackOf('other', { Resources: { Raw: { Type: 'AWS::S3::Bucket' } } }),
			stacks,
			parameters: {},
		})
		expect(resolve({ Ref: 'Raw' })).toBe(resolve({ Ref: 'Raw' }))
		expect(other({ Ref: 'Raw' })).not.toBe(resolve({ Ref: 'Raw' }))
	})

	it('keeps names within what AWS allows', () => {
		const long = 'A'.repeat(100)
		const stack = stackOf('stack', {
			Resources: { [long]: { Type: 'AWS::SQS::Queue' }, [`${long}B`]: { Type: 'AWS::SQS::Queue' } },
		})
		const names = systemOf([stack], { assemblyDirectory: '', parameters: {} }).queues.map((queue) => queue.name)
		expect(names.every((name) => name.length <= 80)).toBe(true)
		expect(new Set(names).size).toBe(2)
	})

	it.each([
		['a parameter without a value', { Ref: 'Bootstrap' }, 'Bootstrap'],
		['a reference to nothing', { Ref: 'Nowhere' }, 'Nowhere'],
		['an unknown attribute', { 'Fn::GetAtt': ['Raw', 'Colour'] }, 'Raw.Colour'],
		['an unknown function', { 'Fn::Cidr': ['10.0.0.0/8', 1] }, 'Fn::Cidr'],
		['an export nobody has', { 'Fn::ImportValue': 'stateful:Nothing' }, 'stateful:Nothing'],
	])('refuses %s by name', (_, value, name) => {
		expect(() => resolve(value)).toThrow(name)
	})

	it('refuses a resource type that it neither understands nor knows to have no counterpart', () => {
		const stack = stackOf('stack', {
			Resources: { Machine: { Type: 'AWS::EC2::Instance' }, Alarm: { Type: 'AWS::CloudWatch::Alarm' } },
		})
		expect(() => systemOf([stack], { assemblyDirectory: '', parameters: {} })).toThrow('AWS::EC2::Instance (Machine)')
	})
})
