import Testing

@testable import Formatting

@Suite struct LatinWordTests {
  /// Names and commands of this project, and how they are read.
  static let readings: [(word: String, read: String)] = [
    ("ex5.swift", "스위프트"), ("Lessons/09-edge-filter/ko.po", "포"), ("trace.json", "제이슨"),
    ("page.html", "에이치티엠엘"), ("edges.png", "피엔지"), ("me.jpg", "제이피지"), ("me.jpeg", "제이펙"),
    ("in_numpy.py", "파이"), ("W1.npy", "엔피와이"), ("page.css", "시에스에스"), ("live.js", "제이에스"),
    ("README.md", "엠디"), ("README", "리드미"), ("LICENSE", "라이선스"), ("notes.txt", "텍스트"),
    ("weights.safetensors", "세이프텐서스"), ("class.zip", "집"), ("notebook.ipynb", "비"),
    ("Output", "아웃풋"), ("Output/pixels", "픽셀스"), ("class.csv", "시에스브이"), ("ci.yml", "와이엠엘"),
    ("run", "런"), ("check", "체크"), ("swift run convbook check", "체크"), ("watch", "워치"),
    ("hint", "힌트"), ("solution", "솔루션"), ("reset", "리셋"), ("shape", "셰이프"), ("list", "리스트"),
    ("compare", "컴페어"), ("doctor", "닥터"), ("grade", "그레이드"), ("teach", "티치"), ("data", "데이터"),
    ("new", "뉴"), ("publish", "퍼블리시"), ("classroom", "클래스룸"), ("translate", "트랜슬레이트"),
    ("filter", "필터"), ("pool", "풀"), ("live", "라이브"), ("bench", "벤치"), ("verify", "베리파이"),
    ("jupyter", "주피터"), ("course", "코스"), ("similarity", "시밀래리티"), ("export", "엑스포트"),
    ("Convolution", "컨벌루션"), ("Dense", "덴스"), ("Pooling", "풀링"), ("Dropout", "드롭아웃"),
    ("ReLU", "렐루"), ("Flatten", "플래튼"), ("Tanh", "탄에이치"), ("softmax", "소프트맥스"),
    ("conv2D", "디"), ("im2col", "콜"), ("crossCorrelate", "코릴레이트"), ("reshape", "리셰이프"),
    ("bias", "바이어스"), ("input", "인풋"), ("weights", "웨이츠"), ("gradient", "그레이디언트"),
    ("picture[y, x]", "엑스"), ("map", "맵"), ("network", "네트워크"), ("stack", "스택"), ("tensor", "텐서"),
    ("JupyterLab", "랩"), ("GitHub", "허브"), ("NumPy", "파이"), ("PyTorch", "토치"), ("AMD", "디"),
    ("CNN", "엔"), ("SAME", "세임"), ("VALID", "밸리드"), ("--language", "랭귀지"), ("--help", "헬프"),
    ("--stride", "스트라이드"), ("--kernel-size", "사이즈"), ("--label", "라벨"), ("--file", "파일"),
    ("book", "북"), ("root", "루트"), ("layout", "레이아웃"), ("basic", "베이식"), ("log", "로그"),
    ("grid", "그리드"), ("flag", "플래그"), ("film", "필름"), ("chart", "차트"), ("25%", "퍼센트"),
  ]

  @Test func particlesFollowWhatIsRead() {
    for pair in ["은/는", "이/가", "을/를", "과/와", "으로/로", "이라고/라고"] {
      for (word, read) in Self.readings {
        #expect(
          koreanParticle(pair, after: word) == koreanParticle(pair, after: read),
          "\(word) is read \(read)")
      }
    }
  }

  /// Quotation marks and brackets around a word are not read, nor is the case of a file's ending.
  @Test func marksAroundAWordAreSilent() {
    for (word, _) in Self.readings where word.last?.isLetter == true {
      for marked in ["“\(word)”", "`\(word)`", "(\(word))", "\(word)()"] {
        #expect(koreanParticle("을/를", after: marked) == koreanParticle("을/를", after: word))
      }
    }
  }
}
