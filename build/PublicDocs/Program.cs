using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

// PublicDocs ASSEMBLY DOCS: the compiler documents internal members too; of DOCS only what a consumer can name is kept.
var (assembly, docs) = (args[0], args[1]);
var reference = MetadataReference.CreateFromFile(assembly);
var compilation = CSharpCompilation.Create("docs", references: [reference]);
var visible = new HashSet<string>(StringComparer.Ordinal);
Add(((IAssemblySymbol)compilation.GetAssemblyOrModuleSymbol(reference)!).GlobalNamespace);

var document = XDocument.Load(docs, LoadOptions.PreserveWhitespace);
foreach (
    var member in document
        .Descendants("member")
        .Where(member => !visible.Contains((string)member.Attribute("name")!))
        .ToArray()
)
{
    (member.PreviousNode as XText)?.Remove();
    member.Remove();
}

document.Save(docs, SaveOptions.DisableFormatting);

void Add(INamespaceOrTypeSymbol container)
{
    foreach (var member in container.GetMembers())
    {
        var isVisible =
            member is INamespaceSymbol
            || member.DeclaredAccessibility
                is Accessibility.Public
                    or Accessibility.Protected
                    or Accessibility.ProtectedOrInternal;
        if (!isVisible)
        {
            continue;
        }

        visible.Add(member.GetDocumentationCommentId()!);
        if (member is INamespaceOrTypeSymbol inner)
        {
            Add(inner);
        }
    }
}
