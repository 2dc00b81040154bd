import { describe, expect, it } from 'vitest';
import { templateReader } from '../../../src/inspect/helm/template-lines.ts';

const template = `kind: Deployment
spec:
  template:
    spec:
      initContainers:
      {{- include "attente" . | nindent 6 }}
      containers:
      {{- range .Values.conteneurs }}
      - name: {{ .nom }}
        image: {{ .image }}
        imagePullPolicy: {{ .Values.regle }}
      {{- end }}
`;

const written = `kind: Deployment
spec:
  template:
    spec:
      initContainers:
      - name: attente
        image: attente:1
        imagePullPolicy: Always
      containers:
      - name: a
        image: a:1
        imagePullPolicy: Always
      - name: b
        image: b:1
        imagePullPolicy: Always`.split('\n');

describe('la ligne d’un gabarit qui a écrit une ligne', () => {
  const lines = templateReader(template).linesOf(written);
  const told = (text: string) => written.flatMap((line, index) => (line.trim() === text ? [lines[index]] : []));

  it('n’est pas celle d’un autre conteneur qui s’écrit de même', () => {
    const [ofInit, ofFirst, ofSecond] = told('imagePullPolicy: Always');
    expect(ofInit?.sure).toBe(false);
    expect(ofInit?.line).toBeLessThan(8);
    expect([ofFirst, ofSecond]).toEqual([
      { line: 11, sure: true },
      { line: 11, sure: true },
    ]);
  });

  it('est la même à chaque tour d’une boucle', () => {
    expect([...told('- name: a'), ...told('- name: b')]).toEqual([
      { line: 9, sure: true },
      { line: 9, sure: true },
    ]);
  });

  it('est aussi dans l’autre branche d’une condition', () => {
    const reader = templateReader(
      'a:\n  {{- if .x }}\n  b:\n    {{- toYaml .x | nindent 4 }}\n  {{- else }}\n  b:\n    c: 1\n  {{- end }}\n',
    );
    expect(reader.linesOf(['a:', '  b:', '    c: 1'])[2]).toEqual({ line: 7, sure: true });
  });

  it.each(['- name: a', '- name: b'])('est la sienne après une condition dont les branches nomment le conteneur (%s)', (name) => {
    const reader = templateReader(
      '    {{- if .Values.s }}\n    - name: a\n    {{- else }}\n    - name: b\n    {{- end }}\n      image: nginx\n',
    );
    expect(reader.linesOf([`    ${name}`, '      image: nginx'])[1]).toEqual({ line: 6, sure: true });
  });

  it('n’est pas sûre dans l’autre branche d’une condition, sous un autre nom', () => {
    const reader = templateReader(
      '    {{- if .x }}\n    - name: a\n      {{- include "i" . | nindent 6 }}\n    {{- else }}\n    - name: b\n      image: nginx\n    {{- end }}\n',
    );
    expect(reader.linesOf(['    - name: a', '      image: nginx'])[1]?.sure).toBe(false);
  });
});
