import { defineKind } from '../resource-kind.ts';

/** What a domain of one's own needs. On this machine the page has no name, and mails do not leave it. */

export const recordSetKind = defineKind({
  type: 'AWS::Route53::RecordSet',
  file: import.meta.filename,
  used: {},
  ignored: {
    AliasTarget: 'nobody asks a name server here',
    HostedZoneId: 'nobody asks a name server here',
    Name: 'nobody asks a name server here',
    ResourceRecords: 'nobody asks a name server here',
    TTL: 'nobody asks a name server here',
    Type: 'nobody asks a name server here',
  },
});

export const certificateKind = defineKind({
  type: 'AWS::CertificateManager::Certificate',
  file: import.meta.filename,
  used: {},
  ignored: {
    DomainName: 'the page is served over HTTP',
    DomainValidationOptions: 'the page is served over HTTP',
    Tags: 'labels only',
    ValidationMethod: 'the page is served over HTTP',
  },
});

export const domainNameKind = defineKind({
  type: 'AWS::ApiGatewayV2::DomainName',
  file: import.meta.filename,
  used: {},
  ignored: {
    DomainName: 'the page is on 127.0.0.1',
    DomainNameConfigurations: 'the page is on 127.0.0.1',
    Tags: 'labels only',
  },
  attributes: {
    RegionalDomainName: ({ generatedName }) => generatedName,
    RegionalHostedZoneId: ({ generatedName }) => generatedName,
  },
});

export const apiMappingKind = defineKind({
  type: 'AWS::ApiGatewayV2::ApiMapping',
  file: import.meta.filename,
  used: {},
  ignored: {
    ApiId: 'there is one API',
    ApiMappingKey: 'there is one API',
    DomainName: 'the page is on 127.0.0.1',
    Stage: 'there is one stage',
  },
});
